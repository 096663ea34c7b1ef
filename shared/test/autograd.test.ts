import { describe, expect, test } from '@jest/globals';
import { type Tensor, torch } from '#torch';

const leaf = (values: number[] | number[][]): Tensor =>
  torch.tensor(values, { dtype: torch.float32, requiresGrad: true });

describe('backward', () => {
  test('adds up over paths and over calls', () => {
    const x = leaf([1, 2, 3]);
    x.mul(x).add(x).sum().backward();
    expect(x.grad?.tolist()).toEqual([3, 5, 7]);
    x.sum().backward();
    expect(x.grad?.tolist()).toEqual([4, 6, 8]);
  });

  test('sums over what broadcasting repeated', () => {
    const x = leaf([[1], [2]]);
    const y = leaf([10, 20, 30]);
    x.mul(y).sum().backward();
    expect(x.grad?.tolist()).toEqual([[60], [60]]);
    expect(y.grad?.tolist()).toEqual([3, 3, 3]);
  });

  test('a chain of 100,000 operations does not overflow the stack', () => {
    const x = leaf([1]);
    let y = x;
    for (let i = 0; i < 100_000; i++) y = y.add(1);
    y.sum().backward();
    expect(x.grad?.tolist()).toEqual([1]);
  });

  test('releases what it saved, unless told to keep it', () => {
    const x = leaf([1, 2]);
    const kept = x.mul(x).sum();
    kept.backward({ retainGraph: true });
    kept.backward();
    expect(x.grad?.tolist()).toEqual([4, 8]);
    expect(() => kept.backward()).toThrow('a second time');
    // A sum saves nothing but a shape.
    const y = x.sum();
    y.backward();
    expect(() => y.backward()).not.toThrow();
  });

  test('refuses more than one element, a wrong gradient, and what requires none', () => {
    const x = leaf([1, 2]);
    expect(() => x.mul(2).backward()).toThrow('grad can be implicitly created only for scalar outputs');
    expect(() => x.mul(2).backward(torch.ones(3))).toThrow('Mismatch in shape');
    expect(() => torch.ones(1).backward()).toThrow('does not require grad');
  });
});

describe('second derivatives', () => {
  test('of x³ and of sin', () => {
    const x = leaf([2]);
    const [slope] = torch.autograd.grad(x.pow(3).sum(), x, { createGraph: true });
    slope?.sum().backward();
    expect(x.grad?.item()).toBe(12);
    const t = leaf([0.5]);
    const [cosine] = torch.autograd.grad(t.sin().sum(), t, { createGraph: true });
    const [minusSine] = torch.autograd.grad((cosine as Tensor).sum(), t);
    expect(minusSine?.item()).toBeCloseTo(-Math.sin(0.5), 6);
  });
});

describe('views and in-place operations', () => {
  test('a write through a view reaches the graph of its base', () => {
    const x = leaf([1, 2, 3]);
    const y = x.mul(2);
    y.at('0:2').mul_(10);
    expect(y.gradFn?.name).toBe('CopySlices');
    y.sum().backward();
    expect(x.grad?.tolist()).toEqual([20, 20, 2]);
  });

  test('a write to the base reaches its views', () => {
    const x = leaf([1, 2, 3]);
    const y = x.mul(2);
    const part = y.at('1:');
    y.mul_(y.detach().clone());
    expect(part.gradFn?.name).toBe('AsStridedBackward0');
    part.sum().backward();
    expect(x.grad?.tolist()).toEqual([0, 8, 12]);
  });

  test('a value that backward needs must not be changed', () => {
    const x = leaf([1, 2]);
    const y = x.exp();
    y.add_(1);
    expect(() => y.sum().backward()).toThrow('is at version 1; expected version 0');
    const z = x.mul(3);
    z.add_(1);
    z.sum().backward();
    expect(x.grad?.tolist()).toEqual([3, 3]);
  });

  test('a leaf that requires a gradient is changed only without recording', () => {
    const x = leaf([1, 2]);
    expect(() => x.mul_(2)).toThrow('a leaf Variable that requires grad');
    expect(() => x.at(0).fill_(2)).toThrow('a view of a leaf Variable');
    torch.noGrad(() => x.mul_(2));
    expect(x.tolist()).toEqual([2, 4]);
    expect(x.isLeaf).toBe(true);
  });

  test('assignment by an index takes the gradient to the new values', () => {
    const x = leaf([1, 2, 3]);
    const v = leaf([7]);
    const y = x.mul(1);
    y.put([[0, 2]], v);
    y.mul(torch.tensor([1, 10, 100]))
      .sum()
      .backward();
    expect(x.grad?.tolist()).toEqual([0, 10, 0]);
    expect(v.grad?.tolist()).toEqual([101]);
  });
});

describe('hooks', () => {
  test('change the gradient, and can be taken away', () => {
    const x = leaf([1, 2]);
    const handle = x.registerHook((grad) => grad.mul(2));
    x.sum().backward();
    expect(x.grad?.tolist()).toEqual([2, 2]);
    handle.remove();
    x.sum().backward();
    expect(x.grad?.tolist()).toEqual([3, 3]);
  });

  test('may walk the graph themselves while it is being walked', () => {
    const x = leaf([1, 2]);
    const y = x.mul(3);
    const z = y.square().add(y.mul(5));
    const other = y.mul(7).sum();
    const seen: unknown[] = [];
    z.registerHook(() => {
      const [inner] = torch.autograd.grad(other, x, { retainGraph: true });
      seen.push(inner?.tolist());
    });
    z.sum().backward();
    expect(seen).toEqual([[21, 21]]);
    // d/dx of 9x² + 15x.
    expect(x.grad?.tolist()).toEqual([33, 51]);
  });

  test('retainGrad keeps the gradient of a result', () => {
    const x = leaf([1, 2]);
    const y = x.mul(2);
    y.retainGrad();
    y.square().sum().backward();
    expect(y.grad?.tolist()).toEqual([4, 8]);
    expect(() => torch.ones(1).retainGrad()).toThrow('retainGrad');
  });
});
