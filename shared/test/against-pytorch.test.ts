import { describe, expect, test } from '@jest/globals';
import { F, nn, np, optim, py, torch } from '#torch';

/* What random calls of PyTorch 1.13 showed beside the recorded cases: each line was compared with the library. */

const float32 = { dtype: torch.float32 };

describe('in place', () => {
  test('writes nothing into a part without elements, wherever it would begin', () => {
    const x = torch.ones(1, 4).put(['2:1', -3], torch.zeros(0));
    expect(x.tolist()).toEqual([[1, 1, 1, 1]]);
    expect(torch.zeros(3, 0).put([2, '1:-1:3'], torch.zeros(0)).sizes).toEqual([3, 0]);
  });

  test('names the node of fill_ after its in-place form', () => {
    expect(torch.ones(2, { requiresGrad: true }).clone().fill_(3).gradFn?.name).toBe('FillBackward2');
  });
});

describe('derivatives', () => {
  test('of the derivative of relu are 0, not an error', () => {
    const x = torch.tensor([-1, 2], { ...float32, requiresGrad: true });
    const [g] = torch.autograd.grad(torch.relu(x).sum(), [x], { createGraph: true });
    g?.square().sum().backward();
    expect(g?.tolist()).toEqual([0, 1]);
    expect(x.grad?.tolist()).toEqual([0, 0]);
  });

  test('of the zeroth power of a matrix are 0', () => {
    const x = torch.tensor(
      [
        [1, 2],
        [3, 4.5],
      ],
      { requiresGrad: true },
    );
    x.matrixPower(0).sum().backward();
    expect(x.grad?.tolist()).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test('of the variance of a number alone are infinite, of one element of a list NaN', () => {
    const x = torch.tensor(3.5, { requiresGrad: true });
    x.var().backward();
    expect(x.grad?.item()).toBe(Number.POSITIVE_INFINITY);
    const list = torch.ones(1, { requiresGrad: true });
    list.var(0).backward();
    expect(list.grad?.tolist()).toEqual([Number.NaN]);
  });
});

describe('values', () => {
  test.each([
    [F.hardtanh(torch.tensor([-4, 0, 3])), [-1, 0, 1]],
    [torch.trapezoid(torch.zeros(2, 0, { dtype: torch.int16 })), [0, 0]],
    [
      torch
        .zeros(2, { dtype: torch.int64 })
        .indexAdd(0, torch.tensor([1]), torch.tensor([5]), { alpha: 0.5 }),
      [0, 0],
    ],
    [
      torch.tensor([true, false]).indexAdd(0, torch.tensor([1]), torch.tensor([true]), { alpha: 0.5 }),
      [true, true],
    ],
  ])('%s', (y, wanted) => {
    expect(y.tolist()).toEqual(wanted);
  });

  test('sinc of a whole number is what float32 leaves of π', () => {
    expect(torch.tensor([1]).sinc().item()).toBeCloseTo(-2.7827534e-8, 14);
  });

  test('a bool is no number to subtract', () => {
    expect(() => torch.sub(torch.tensor([0.5]), torch.tensor([true]))).toThrow(
      /bool tensor is not supported/,
    );
    expect(() => torch.tensor([0.5]).rsub(true)).toThrow(/bool tensor is not supported/);
  });

  test.each([
    [torch.uint8, 300],
    [torch.uint8, -3.5],
    [torch.int8, 200],
    [torch.int32, 1e10],
    [torch.float32, 1e300],
    [torch.int64, Number.NaN],
  ])('%s is not filled with %d', (dtype, value) => {
    expect(() => torch.full([2], value, { dtype })).toThrow(/without overflow/);
  });

  test('a whole number below 0 counts backwards in uint8', () => {
    expect(torch.full([1], -3, { dtype: torch.uint8 }).tolist()).toEqual([253]);
    expect(() => torch.zeros(1, { dtype: torch.uint8 }).fill_(py.float(-3))).toThrow(/without overflow/);
  });
});

describe('the order of elements in memory', () => {
  test('stays in a copy, and so decides what random numbers stand where', () => {
    const copy = torch.zeros(3, 2).t().clone();
    expect(copy.stride()).toEqual([1, 2]);
    expect(copy.contiguous().stride()).toEqual([3, 1]);
    torch.manualSeed(3);
    const drawn = copy.random_(0, 50);
    torch.manualSeed(3);
    expect(drawn.t().tolist()).toEqual(torch.zeros(3, 2).random_(0, 50).tolist());
  });

  test('is nothing to dropout and bernoulli, which draw row by row', () => {
    const x = torch.full([4, 3], 0.5);
    for (const draw of [(p: typeof x) => F.dropout(p), (p: typeof x) => torch.bernoulli(p)]) {
      torch.manualSeed(3);
      const ofView = draw(x.t());
      torch.manualSeed(3);
      expect(ofView.tolist()).toEqual(draw(x.t().contiguous()).tolist());
    }
  });
});

describe('an index', () => {
  const x = torch.ones(3, 4, { requiresGrad: true });

  test.each([
    [[0, ':'], 'SliceBackward0'],
    [[0, '0:4'], 'SelectBackward0'],
    [[':', ':'], 'SliceBackward0'],
    [['0:3', '0:4'], 'AliasBackward0'],
    [['...', 0], 'SelectBackward0'],
    [['...', ':4'], 'AliasBackward0'],
    [[null, ':3'], 'UnsqueezeBackward0'],
    [['0:3'], 'SliceBackward0'],
  ])('%p is named %s', (index, name) => {
    expect(x.at(...index).gradFn?.name).toBe(name);
  });

  test('mT is of matrices', () => {
    expect(torch.tensor(5).mT.item()).toBe(5);
    expect(() => torch.ones(3).mT).toThrow(/1-D/);
  });
});

describe('text', () => {
  test('zeros have no exponents to show', () => {
    torch.setPrintoptions({ sciMode: true });
    try {
      expect(String(torch.zeros(2))).toBe('tensor([0., 0.])');
    } finally {
      torch.setPrintoptions({ profile: 'default' });
    }
  });

  test('NumPy fills short float32 numbers up with digits of their binary value', () => {
    const a = np.array(Float32Array.of(387.1285, 128677850));
    expect(String(a)).toBe('[3.8712851e+02 1.2867785e+08]');
  });

  test('a rate that was given as a float stays one as the initial rate', () => {
    const optimizer = new optim.Adadelta([new nn.Parameter(torch.ones(1))]);
    new optim.lrScheduler.StepLR(optimizer, { stepSize: 1 });
    expect(String(optimizer)).toMatch(/initial_lr: 1\.0/);
  });
});
