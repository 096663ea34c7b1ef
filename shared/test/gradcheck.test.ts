import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { F, nn, type Tensor, torch } from '#torch';

const { gradcheck } = torch.autograd;
const leaf = (data: Parameters<typeof torch.tensor>[0]): Tensor =>
  torch.tensor(data, { dtype: torch.float64, requiresGrad: true });

/** What the check says. */
function complaint(check: () => unknown): string {
  try {
    check();
  } catch (error) {
    expect(error).toMatchObject({ name: 'GradcheckError' });
    return String(error);
  }
  throw new Error('nothing was wrong');
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('right gradients', () => {
  test('of one and of several inputs and outputs, broadcast, transposed, without elements', () => {
    const x = leaf([
      [0.5, -1.5, 2],
      [0.25, 1, -0.75],
    ]);
    const w = leaf([1.5, -0.5, 2]);
    expect(gradcheck((a: Tensor, b: Tensor) => a.mul(b).sigmoid().sum(1), [x, w])).toBe(true);
    expect(gradcheck((a: Tensor) => a.exp(), x.detach().t().requiresGrad_())).toBe(true);
    expect(gradcheck((a: Tensor) => a.max(1), [x])).toBe(true);
    expect(gradcheck((a: Tensor) => a.at('1:').split(1, 1), [x])).toBe(true);
    expect(
      gradcheck((a: Tensor) => a.sin(), [torch.zeros([0, 2], { dtype: torch.float64 }).requiresGrad_()]),
    ).toBe(true);
  });

  test('beside arguments that are no tensors or require no gradient', () => {
    const target = torch.tensor([1, 0]);
    const scores = leaf([
      [0.5, -1],
      [2, 0.25],
    ]);
    expect(
      gradcheck(
        (x: Tensor, t: Tensor, power: number) => F.crossEntropy(x, t).pow(power),
        [scores, target, 2],
      ),
    ).toBe(true);
  });

  test('of what the function reaches by itself', () => {
    const model = new nn.Linear(2, 2).double();
    expect(gradcheck(() => model.call(torch.ones(3, 2).double()), [...model.parameters()])).toBe(true);
  });

  test('of an input that stands in two places', () => {
    const x = leaf([0.5, 2]);
    expect(gradcheck((a: Tensor, b: Tensor) => a.mul(b), [x, x])).toBe(true);
  });

  test('leave inputs, gradients and graphs as they were', () => {
    const x = leaf([0.1, 0.2]);
    const y = x.mul(x);
    gradcheck((a: Tensor) => a.square(), x);
    expect(x.grad).toBeNull();
    expect(x.tolist()).toEqual([0.1, 0.2]);
    y.sum().backward();
    expect(x.grad?.tolist()).toEqual([0.2, 0.4]);
    expect(torch.isGradEnabled()).toBe(true);
  });
});

describe('a wrong gradient', () => {
  // d(x · x)/dx = 2x; with one factor detached backward finds only x.
  const half = (x: Tensor): Tensor => x.mul(x.detach());

  test('is named with its input, entry, both values and the difference', () => {
    const a = leaf([1]);
    const b = leaf([
      [1, 2],
      [8, 4],
    ]);
    const said = complaint(() => gradcheck((_: Tensor, x: Tensor) => half(x), [a, b]));
    expect(said).toContain('output 0 with respect to input 1');
    expect(said).toContain(
      'element [1, 0] of output 0 by entry [1, 0] of input 1 is 8 by backward (analytic)',
    );
    expect(said).toContain('16 by the difference quotient (numeric); they differ by 8.');
    expect(said).toContain('4 of 16 derivatives are wrong');
    expect(said).toContain('0.01601 at most (atol 0.00001 + rtol 0.001 · |numeric|)');
    expect(said).toContain('backward gives 0.5 times the derivative');
  });

  test('comes with the likely mistake', () => {
    const x = leaf([0.5, 1.5]);
    expect(complaint(() => gradcheck((a: Tensor) => a.detach().exp(), x))).toContain('no gradient arrives');
    expect(complaint(() => gradcheck((a: Tensor) => a.detach().mul(3).sub(a), [x]))).toContain(
      'backward gives -0.5 times',
    );
    expect(complaint(() => gradcheck((a: Tensor) => a.detach().mul(2).sub(a), [x]))).toContain(
      'the sign is wrong',
    );
    expect(complaint(() => gradcheck((a: Tensor) => a.exp().add(a.detach().square()), [x]))).toContain(
      'is a term of the derivative missing?',
    );
    expect(complaint(() => gradcheck((a: Tensor) => a.relu(), [leaf([0, 1])]))).toContain(
      'At a kink, as of relu at 0',
    );
  });

  test('is one where a derivative is no number', () => {
    const said = complaint(() => gradcheck((a: Tensor) => a.sqrt(), [leaf([0])]));
    expect(said).toContain('is Infinity by backward (analytic), NaN by the difference quotient');
  });

  test('gives false where that is asked', () => {
    expect(gradcheck(half, [leaf([3])], { raiseException: false })).toBe(false);
  });

  test('is forgiven within the tolerances', () => {
    expect(gradcheck(half, [leaf([3])], { rtol: 0.5 })).toBe(true);
    expect(gradcheck(half, [leaf([3])], { atol: 3.01 })).toBe(true);
    expect(gradcheck(half, [leaf([3])], { atol: 2.9, raiseException: false })).toBe(false);
  });
});

describe('refuses', () => {
  test('a function that changes from call to call', () => {
    torch.manualSeed(0);
    const x = leaf([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(complaint(() => gradcheck((a: Tensor) => F.dropout(a, 0.5), [x]))).toContain('two results');
    expect(gradcheck((a: Tensor) => F.dropout(a, 0.5), [x], { raiseException: false })).toBe(false);
  });

  test('inputs that cannot be checked', () => {
    const f = (x: Tensor): Tensor => x;
    expect(() => gradcheck(f, [torch.ones(2)])).toThrow('at least one input tensor to require gradient');
    expect(() => gradcheck(f, 3 as never)).toThrow('a Tensor, or an array');
    expect(() => gradcheck(f, [leaf([1]).expand(3)])).toThrow('stride 0');
    expect(() => gradcheck(() => undefined, [leaf([1])])).toThrow('the function gives undefined');
    expect(() => gradcheck((x: Tensor) => x.gt(0), [leaf([1])])).toThrow('a tensor of floats');
    expect(() => gradcheck(f, [leaf([1])], { epsilon: 1 } as object)).toThrow('the option epsilon');
  });
});

test('float32 is warned of, and named when it fails', () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
  const x = torch.tensor([0.5, 1.5], { requiresGrad: true });
  expect(complaint(() => gradcheck((a: Tensor) => a.exp(), x))).toContain('the input is torch.float32');
  expect(String(warn.mock.calls[0]?.[0])).toContain('input 0 is torch.float32');
});
