import { describe, expect, test } from '@jest/globals';
import { F, optim, type Tensor, torch } from '#torch';
import { onPath } from '../../src/device/cpu/path.ts';

/*
 * Element-wise operations, sums and softmax on the kernels' path. Sums and whatever IEEE 754 rounds have the bits of the
 * loops; exp, log, tanh, sigmoid and softplus are held against double precision, in units in the last place.
 */

const { fround } = Math;

const special = [
  Number.NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  1e-45,
  -1e-45,
  1e-38,
  -1e-38,
  3.4e38,
  -3.4e38,
  1,
  -1,
];

/** Numbers of every size and sign, of a length that fills neither a vector nor a chunk, and longer than one chunk. */
const numbers = Float32Array.from({ length: 20_011 }, (_, i) => {
  const size = 2 ** (-149 + ((i * 7919) % 276));
  return (i % 2 === 0 ? 1 : -1) * size * (1 + (i % 97) / 97);
});

const tensorOf = (values: ArrayLike<number>): Tensor => torch.tensor(Float32Array.from(values));

/** The elements, in which −0 is not 0. */
const elements = (x: Tensor): unknown[] => Array.from<unknown>(x.toTypedArray());

function expectSameBits(run: () => Tensor): void {
  const [wasm, plain] = [elements(onPath('wasm', run)), elements(onPath('plain', run))];
  expect(wasm).toHaveLength(plain.length);
  const at = wasm.findIndex((value, i) => !Object.is(value, plain[i]));
  expect({ at, wasm: wasm[at], plain: plain[at] }).toEqual({ at: -1 });
}

describe('what is rounded by the rules has the same bits', () => {
  const a = tensorOf([...special.flatMap((x) => special.map(() => x)), ...numbers]);
  const b = tensorOf([...special.flatMap(() => special), ...numbers.toReversed()]);

  test.each<[string, (a: Tensor, b: Tensor) => Tensor]>([
    ['add', (a, b) => a.add(b)],
    ['sub', (a, b) => a.sub(b)],
    ['mul', (a, b) => a.mul(b)],
    ['div', (a, b) => a.div(b)],
    ['a number on the right', (a) => a.add(1.5)],
    ['a number on the left', (a) => torch.tensor(2.5).sub(a)],
    ['add with a factor, which the kernel does not have', (a, b) => a.add(b, { alpha: 3 })],
    ['relu', (a) => a.relu()],
    ['sqrt', (a) => a.sqrt()],
    ['neg', (a) => a.neg()],
    ['abs', (a) => a.abs()],
    ['square', (a) => a.square()],
    ['the power 2', (a) => a.pow(2)],
    ['maximum', (a, b) => torch.maximum(a, b)],
    ['minimum', (a, b) => torch.minimum(a, b)],
    ['three elements', (a, b) => a.at('5:8').mul(b.at('5:8'))],
    ['one element', (a, b) => a.at('20:21').add(b.at('20:21'))],
    ['no elements', (a) => a.at('0:0').relu()],
    ['a sliced operand', (a, b) => a.at('::2').add(b.at('1::2'))],
    ['a row and a column', (a, b) => a.at('200:240').reshape(40, 1).add(b.at('300:345'))],
    ['a row under many rows', (a) => a.at(':18000').reshape(400, 45).sub(a.at('7:52'))],
    ['rows longer than a stretch', (a) => torch.stack([a.at(':20000'), a.at('180:')]).mul(a.at(':20000'))],
    [
      'a transposed operand',
      (a, b) => a.at(':6000').reshape(60, 100).t().add(b.at(':6000').reshape(100, 60)),
    ],
    [
      'three dimensions',
      (a, b) =>
        a
          .at(':40')
          .reshape(2, 1, 20)
          .add(b.at(':60').reshape(2, 30, 1)),
    ],
    [
      'a number for each row of many planes',
      (a, b) => a.at(':6000').reshape(4, 5, 300).sub(b.at('7:12').reshape(5, 1)),
    ],
    [
      'planes in another order, of four dimensions',
      (a, b) =>
        a
          .at(':6000')
          .reshape(4, 5, 20, 15)
          .permute(1, 0, 2, 3)
          .mul(b.at(':60').reshape(4, 1, 15)),
    ],
    ['integers', (a) => torch.onesLike(a, { dtype: torch.int32 }).add(a.gt(0))],
    ['doubles', (a, b) => a.double().mul(b.double())],
  ])('%s', (_, run) => {
    expectSameBits(() => run(a, b));
  });

  test('the gradient of relu', () => {
    expectSameBits(() => {
      const x = a.clone().requiresGrad_();
      x.relu().backward(b);
      return x.grad as Tensor;
    });
  });

  test('the gradient of sigmoid, for a result that is the same on both paths', () => {
    expectSameBits(() => {
      const x = a.clone().requiresGrad_();
      const result = onPath('plain', () => x.sigmoid());
      result.backward(b);
      return x.grad as Tensor;
    });
  });
});

describe('approximated functions', () => {
  /** How many units in the last place `y` is from the true value. */
  const distance = (y: number, truth: number): number => {
    if (Object.is(y, fround(truth))) return 0;
    const exponent = Math.floor(Math.log2(Math.max(Math.abs(truth), 2 ** -126)));
    return Math.abs(y - truth) / 2 ** (exponent - 23);
  };
  const sigmoid = (x: number): number => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

  const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  /** What is below any normal number counts as 0, and an infinite logit is multiplied by 0, or subtracted from itself. */
  const normal = (x: number): number => (x < 2 ** -126 ? 0 : x);
  const surpriseAtYes = (x: number): number => normal(softplus(-x)) + 0 * x;
  const surpriseAtNo = (x: number): number => (x === -Infinity ? Number.NaN : normal(softplus(x)));
  const lossOf = (x: Tensor, target: number): Tensor =>
    F.binaryCrossEntropyWithLogits(x, torch.fullLike(x, target), { reduction: 'none' });

  const functions = {
    exp: { of: torch.exp, f: Math.exp, from: -87, to: 87, ulps: 1 },
    log: { of: torch.log, f: Math.log, from: 1e-3, to: 20, ulps: 1 },
    tanh: { of: torch.tanh, f: Math.tanh, from: -10, to: 10, ulps: 1.5 },
    sigmoid: { of: torch.sigmoid, f: sigmoid, from: -40, to: 40, ulps: 2.5 },
    softplus: { of: (x: Tensor) => F.softplus(x), f: softplus, from: -40, to: 40, ulps: 3 },
    logsigmoid: {
      of: (x: Tensor) => F.logsigmoid(x),
      f: (x: number) => -softplus(-x),
      from: -40,
      to: 40,
      ulps: 3,
    },
    'the loss of a logit, yes': {
      of: (x: Tensor) => lossOf(x, 1),
      f: surpriseAtYes,
      from: -40,
      to: 40,
      ulps: 3,
    },
    'the loss of a logit, no': {
      of: (x: Tensor) => lossOf(x, 0),
      f: surpriseAtNo,
      from: -40,
      to: 40,
      ulps: 3,
    },
  };

  describe.each(Object.entries(functions))('%s', (_, { of, f, from, to, ulps }) => {
    const run = (x: Float32Array): Float32Array =>
      onPath('wasm', () => of(torch.tensor(x))).toTypedArray() as Float32Array;
    const worst = (x: Float32Array): number => {
      const y = run(x);
      return x.reduce((most, xi, i) => Math.max(most, distance(y[i] as number, f(xi))), 0);
    };

    test('densely over the range where it bends', () => {
      const count = 100_003;
      expect(
        worst(Float32Array.from({ length: count }, (_, i) => from + ((to - from) * i) / count)),
      ).toBeLessThan(ulps);
    });

    test('numbers of every size', () => {
      const sizes = Float32Array.from(numbers.filter((x) => Math.abs(x) < to && x >= from));
      expect(worst(sizes)).toBeLessThan(ulps);
    });

    test('special values, alone and among others', () => {
      const values = Float32Array.from([...special, 88.8, -88.8, 104, -104]);
      const expected = Array.from(values, (x) => fround(f(x)));
      // Beyond its range a kernel leaves the elements to the formula, whose sigmoid is 1 / (1 + e⁻ˣ) in double precision.
      const near = (y: Float32Array): void =>
        expected.forEach((truth, i) => {
          expect(distance(y[i] as number, truth)).toBeLessThan(ulps);
        });
      near(run(values));
      near(run(Float32Array.from([...values, ...new Float32Array(30_000).fill(0.5)])));
      values.forEach((x, i) => {
        expect(distance(run(Float32Array.of(x))[0] as number, expected[i] as number)).toBeLessThan(ulps);
      });
    });

    test('an element does not depend on those that share its vector', () => {
      const x = numbers.filter((x) => Math.abs(x) < to && x >= Math.max(from, 1e-37)).slice(0, 101);
      const together = run(x);
      x.forEach((xi, i) => {
        expect(run(Float32Array.of(xi))[0]).toBe(together[i]);
      });
    });
  });
});

describe('sums have the same bits', () => {
  const randn = (...sizes: number[]): Tensor => {
    torch.manualSeed(sizes.length);
    return torch.randn(sizes);
  };

  test.each([8, 31, 32, 33, 511, 512, 513, 1030, 16_384, 17_000, 100_003])('of %d elements', (length) => {
    expectSameBits(() => randn(length).sum());
  });

  test.each([
    [1, 32],
    [15, 64],
    [16, 32],
    [17, 256],
    [300, 96],
    [5000, 32],
    [100, 33],
    [700, 63],
    [40, 1000],
  ])('of the columns of %d × %d', (rows, columns) => {
    expectSameBits(() => randn(rows, columns).sum(0));
    expectSameBits(() => randn(rows, columns).mean(0));
  });

  test.each([8, 9, 31, 32, 40, 511, 512, 545, 1030, 16_384, 17_000])('of rows of %d', (columns) => {
    expectSameBits(() => randn(5, columns).sum(1));
    expectSameBits(() => randn(5, columns).mean(1));
  });

  test('of more rows than are added in one go', () => {
    expectSameBits(() => randn(5000, 8).sum(1));
    expectSameBits(() => randn(300, 123).mean(1));
  });

  test('of rows, of slices, of leading dimensions, of specials', () => {
    expectSameBits(() => randn(7, 300).sum(1));
    expectSameBits(() => randn(40, 70).at('3:', ':64').sum(0));
    expectSameBits(() => randn(40, 64).at('3:').sum(0));
    expectSameBits(() => randn(4, 5, 8, 16).sum([0, 1]));
    expectSameBits(() => randn(32, 50).t().sum(0));
    expectSameBits(() => tensorOf([...numbers, -0, 0]).sum());
    expectSameBits(() => tensorOf(new Array(64).fill(-0)).sum());
    expectSameBits(() => tensorOf([...numbers, Infinity]).sum());
    expectSameBits(() => tensorOf([...numbers, Infinity, -Infinity]).sum());
  });
});

describe.each(['argmax', 'argmin', 'amax', 'amin', 'max', 'min'] as const)('%s has the same bits', (name) => {
  /** Numbers of which many are equal, with these among them. */
  const among = (count: number, values: readonly number[]): Tensor => {
    const data = Float32Array.from({ length: count }, (_, i) => ((i * 7919) % 13) - 6);
    values.forEach((value, i) => {
      data[(i * 104_729 + count - 1) % count] = value;
    });
    return torch.tensor(data);
  };
  const extreme = (x: Tensor, dim?: number): Tensor => {
    if (dim === undefined || name === 'max' || name === 'min') return x[name]();
    return x[name](dim);
  };

  test.each([1, 3, 4, 5, 8, 13, 16_384, 16_385, 40_003])('of %d elements', (count) => {
    for (const values of [
      [],
      [9, -9],
      [Number.NaN],
      [Infinity, -Infinity],
      [1e-45, -1e-45],
      [Number.NaN, Infinity],
    ]) {
      expectSameBits(() => extreme(among(count, values)));
    }
  });

  test('of equals, of zeros of both signs, of nothing but NaN or infinities', () => {
    for (const few of [[0, -0], [-0, 0], [Number.NaN], [Infinity], [-Infinity], [-Infinity, Number.NaN]]) {
      const data = Float32Array.from({ length: 20_000 }, (_, i) => few[i % few.length] as number);
      expectSameBits(() => extreme(torch.tensor(data)));
    }
  });

  test.each([3, 4, 7, 8, 300, 17_000])('of rows of %d', (columns) => {
    const x = among(6 * columns, [Number.NaN, 9, -9]).reshape(6, columns);
    expectSameBits(() => extreme(x, 1));
    expectSameBits(() => extreme(x, 0));
    expectSameBits(() => extreme(x.at(':', '1:'), 1));
  });
});

describe.each(['softmax', 'logSoftmax'] as const)('%s', (name) => {
  const expectNear = (rows: Tensor): void => {
    for (const [x, dim] of [
      [rows, -1],
      [rows.t(), 0],
      [rows.unsqueeze(-1).repeat(1, 1, 2), 1],
    ] as const) {
      const [wasm, plain] = [onPath('wasm', () => x[name](dim)), onPath('plain', () => x[name](dim))];
      expect(elements(wasm.isnan())).toEqual(elements(plain.isnan()));
      expect(torch.allclose(wasm, plain, { rtol: 1e-6, atol: 1e-6, equalNan: true })).toBe(true);
    }
  };

  test.each([8, 9, 11, 12, 15, 16, 37, 1000, 20_000])('lanes of %d elements', (length) => {
    torch.manualSeed(length);
    expectNear(torch.randn(5, length).mul(4));
  });

  test('lanes with NaN, infinities and large differences do not spoil their neighbours', () => {
    torch.manualSeed(1);
    const x = torch.randn(7, 10);
    x.put([1, 3], Number.NaN);
    x.put([2, 9], Infinity);
    x.put([3, 0], -Infinity);
    x.put([4], -Infinity);
    x.put([5], tensorOf([0, -87, -88, -100, -1e9, 3e38, 0, 1, 2, 3]));
    expectNear(x);
    expectNear(x.at(':', '1:'));
  });

  test('a shared offset changes nothing', () => {
    torch.manualSeed(2);
    const x = torch.randint(-8, 8, [4, 33]).float();
    expect(elements(onPath('wasm', () => x.add(2 ** 20)[name](-1)))).toEqual(
      elements(onPath('wasm', () => x[name](-1))),
    );
  });
});

describe('the gradient of softmax', () => {
  /** dL/dx for dL/dy = g, of a result that the plain path computed. */
  const gradient = (name: 'softmax' | 'logSoftmax', scores: Tensor, g: Tensor): (() => Tensor) => {
    return () => {
      const [x, across] = [scores.clone().requiresGrad_(), scores.t().clone().requiresGrad_()];
      onPath('plain', () => x[name](-1)).backward(g);
      onPath('plain', () => across[name](0)).backward(g.t());
      return torch.cat([x.grad as Tensor, (across.grad as Tensor).t()]);
    };
  };

  test.each([8, 9, 13, 16, 37, 1000, 20_000])('has the same bits, lanes of %d elements', (length) => {
    torch.manualSeed(length);
    expectSameBits(gradient('softmax', torch.randn(5, length).mul(4), torch.randn(5, length)));
  });

  test.each([8, 9, 13, 16, 37, 1000, 20_000])('of its logarithm, lanes of %d elements', (length) => {
    torch.manualSeed(length);
    const run = gradient('logSoftmax', torch.randn(5, length).mul(40), torch.randn(5, length));
    const [wasm, plain] = [onPath('wasm', run), onPath('plain', run)];
    expect(torch.allclose(wasm, plain, { rtol: 1e-6, atol: 1e-6 })).toBe(true);
  });

  test.each(['softmax', 'logSoftmax'] as const)('%s: NaN and infinities spoil their lane alone', (name) => {
    torch.manualSeed(6);
    const [x, g] = [torch.randn(6, 11), torch.randn(6, 11)];
    x.put([1, 3], Number.NaN);
    x.put([2, 0], Infinity);
    x.put([3, 10], -Infinity);
    g.put([4, 10], Infinity);
    g.put([5, 0], Number.NaN);
    const run = gradient(name, x, g);
    const [wasm, plain] = [onPath('wasm', run), onPath('plain', run)];
    expect(torch.allclose(wasm, plain, { rtol: 1e-6, atol: 1e-6, equalNan: true })).toBe(true);
  });
});

describe.each(['Adam', 'AdamW'] as const)('%s', (rule) => {
  test.each([{}, { weightDecay: 0.1 }, { maximize: true, betas: [0.5, 0.75] as const }, { amsgrad: true }])(
    'a step has the same bits: %j',
    (options) => {
      expectSameBits(() => {
        torch.manualSeed(3);
        const w = torch.randn(17_003, { requiresGrad: true });
        const optimizer = new optim[rule]([w], { lr: 0.01, ...options });
        for (let step = 0; step < 3; step++) {
          w.grad = torch.randn(17_003).mul(10 ** step);
          optimizer.step();
        }
        const { expAvg, expAvgSq } = optimizer.state.get(w) as { expAvg: Tensor; expAvgSq: Tensor };
        return torch.cat([w.detach(), expAvg, expAvgSq]);
      });
    },
  );
});

test.each([
  {},
  { weightDecay: 0.1, maximize: true },
  { momentum: 0.9 },
  { momentum: 0.9, dampening: 0.5, weightDecay: 0.1 },
  { momentum: 0.75, nesterov: true, maximize: true },
])('a step of gradient descent has the same bits: %j', (options) => {
  expectSameBits(() => {
    torch.manualSeed(5);
    const w = torch.cat([torch.randn(17_003), tensorOf(special)]).requiresGrad_();
    const optimizer = new optim.SGD([w], { lr: 0.01, ...options });
    for (let step = 0; step < 3; step++) {
      w.grad = torch.cat([torch.randn(17_003), tensorOf(special.toReversed())]).mul(10 ** step);
      optimizer.step();
    }
    const { momentumBuffer } = optimizer.state.get(w) as { momentumBuffer: Tensor | null };
    return torch.cat([w.detach(), momentumBuffer ?? torch.zeros(1)]);
  });
});
