import { describe, expect, test } from '@jest/globals';
import { nn, type Tensor, torch } from '#torch';

/** A parameter with this gradient. */
function withGradient(...grad: number[]): Tensor {
  const w = torch.zeros(grad.length, { dtype: torch.float64, requiresGrad: true });
  w.grad = torch.tensor(grad, { dtype: torch.float64 });
  return w;
}

function gradient(w: Tensor): unknown {
  return w.grad?.tolist();
}

describe('clipGradNorm_', () => {
  test('takes the gradients of all parameters as one vector, and returns its length', () => {
    const [a, b, without] = [withGradient(3, 0), withGradient(4), torch.zeros(2, { requiresGrad: true })];
    const total = nn.utils.clipGradNorm_([a, b, without], 1);
    expect(total.item()).toBe(5);
    expect(a.grad?.at(0).item()).toBeCloseTo(0.6, 6);
    expect(b.grad?.at(0).item()).toBeCloseTo(0.8, 6);
    expect(without.grad).toBeNull();
  });

  test('leaves shorter gradients as they are', () => {
    const w = withGradient(3, 4);
    nn.utils.clipGradNorm_(w, 10);
    expect(gradient(w)).toEqual([3, 4]);
  });

  test('other norms: the sum, and the largest', () => {
    expect(nn.utils.clipGradNorm_(withGradient(3, -4), 1, 1).item()).toBe(7);
    const w = withGradient(3, -4);
    expect(nn.utils.clipGradNorm_([w], 2, { normType: Number.POSITIVE_INFINITY }).item()).toBe(4);
    expect(w.grad?.at(1).item()).toBeCloseTo(-2, 5);
  });

  test('works in place: who holds the gradient sees it', () => {
    const w = withGradient(3, 4);
    const { grad } = w;
    nn.utils.clipGradNorm_(w, 1);
    expect(w.grad).toBe(grad);
  });

  test('takes any iterable, such as a generator, and none at all', () => {
    const w = withGradient(3, 4);
    function* parameters(): Generator<Tensor> {
      yield w;
    }
    expect(nn.utils.clipGradNorm_(parameters(), 1).item()).toBe(5);
    expect(nn.utils.clipGradNorm_([], 1).item()).toBe(0);
  });

  test('a gradient that is not finite is scaled, or refused where asked', () => {
    const w = withGradient(Number.POSITIVE_INFINITY, 1);
    expect(() => nn.utils.clipGradNorm_(w, 1, { errorIfNonfinite: true })).toThrow(/order 2.*Infinity/);
    expect(gradient(w)).toEqual([Number.POSITIVE_INFINITY, 1]);
    nn.utils.clipGradNorm_(w, 1);
    expect(gradient(w)).toEqual([Number.NaN, 0]);
  });

  test('refuses what is no tensor, and a norm that is no number', () => {
    expect(() => Reflect.apply(nn.utils.clipGradNorm_, nn.utils, [[3], 1])).toThrow(/expected: a Tensor/);
    expect(() => Reflect.apply(nn.utils.clipGradNorm_, nn.utils, [[]])).toThrow(/maxNorm is undefined/);
  });
});

describe('clipGradValue_', () => {
  test('brings each element into the range', () => {
    const [a, b] = [withGradient(3, -0.5), withGradient(-4)];
    nn.utils.clipGradValue_([a, b], 1);
    expect([gradient(a), gradient(b)]).toEqual([[1, -0.5], [-1]]);
  });

  test('refuses a range that is no number', () => {
    expect(() => Reflect.apply(nn.utils.clipGradValue_, nn.utils, [[], '1'])).toThrow(/clipValue is '1'/);
  });
});
