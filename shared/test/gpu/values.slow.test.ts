import { describe, expect, test } from '@jest/globals';
import { type Dtype, F, type Tensor, torch } from '../../src/index.ts';
import { openGpu } from './open-gpu.ts';

/*
 * What the functions of the device make of special values, layouts and dtypes: the same as the CPU device.
 */

const gpu = openGpu();

const activations: [string, (x: Tensor) => Tensor][] = [
  ['gelu', (x) => F.gelu(x)],
  ['gelu by tanh', (x) => F.gelu(x, 'tanh')],
  ['mish', (x) => F.mish(x)],
  ['softplus', (x) => F.softplus(x, 2, 15)],
  ['logsigmoid', (x) => F.logsigmoid(x)],
  ['selu', (x) => F.selu(x)],
  ['celu', (x) => F.celu(x, 0.5)],
  ['relu6', (x) => F.relu6(x)],
  ['hardtanh', (x) => F.hardtanh(x, -2, 0.75)],
  ['hardswish', (x) => F.hardswish(x)],
  ['hardsigmoid', (x) => F.hardsigmoid(x)],
  ['hardshrink', (x) => F.hardshrink(x)],
  ['softshrink', (x) => F.softshrink(x)],
  ['threshold', (x) => F.threshold(x, 0.25, -3)],
];

/** Floats that drivers have been seen to get wrong. */
const special = [
  ...[0, -0, 1, -1, 0.5, -2.5, 3, 100, -100, 1000, -1000, 1e-3, -1e-7, 88.8, -103.5, 1e30, -3e38],
  ...[1e-40, -1e-45, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
];

const float = { dtype: torch.float32 };

/** Every pair of special values. */
const pairs = special.flatMap((a) => special.map((b) => [a, b] as const));

/** The smallest float32 that is not subnormal. */
const tiny = 2 ** -126;

/** What a GPU may take a number for. */
const flushed = (x: number): number => (Math.abs(x) < tiny ? x * 0 : x);

function agrees(got: number, want: number): boolean {
  if (!Number.isFinite(want)) return Object.is(got, want);
  return Math.abs(got - want) <= 1e-4 * Math.abs(want) + (Math.abs(want) < tiny ? tiny : 1e-6);
}

/** The elements of `there` agree with those of one of `here`, which differ in what subnormal inputs are taken for. */
function expectSame(there: Tensor, here: Tensor | readonly Tensor[], inputs: ArrayLike<unknown>): void {
  const allowed = Array.isArray(here) ? (here as readonly Tensor[]) : [here as Tensor];
  const { dtype, shape } = allowed[0] as Tensor;
  expect([String(there.device), there.dtype, there.shape]).toEqual(['cuda:0', dtype, shape]);
  const got = there.toTypedArray();
  const want = allowed.map((x) => x.toTypedArray());
  const wrong = Array.from({ length: got.length }, (_, i) => ({
    input: inputs[i],
    got: Number(got[i]),
    want: want.map((elements) => Number(elements[i])),
  })).filter(({ got, want }) => !want.some((element) => agrees(got, element)));
  expect(wrong).toEqual([]);
}

if (gpu !== null) {
  const device = gpu;

  describe('special values', () => {
    test.each<[string, (x: Tensor) => Tensor]>([
      ['neg', (x) => x.neg()],
      ['abs', (x) => x.abs()],
      ['relu', (x) => x.relu()],
      ['exp', (x) => x.exp()],
      ['log', (x) => x.log()],
      ['sqrt', (x) => x.sqrt()],
      ['tanh', (x) => x.tanh()],
      ['sigmoid', (x) => x.sigmoid()],
      ['log1p', (x) => x.log1p()],
      ['expm1', (x) => x.expm1()],
      ['square', (x) => x.square()],
      ['reciprocal', (x) => x.reciprocal()],
      ['rsqrt', (x) => x.rsqrt()],
      ['floor', (x) => x.floor()],
      ['trunc', (x) => x.trunc()],
      ['sign', (x) => x.sign()],
      ['clamp', (x) => x.clamp(-2, 3)],
      ['pow 3', (x) => x.pow(3)],
      ['pow 0.5', (x) => x.pow(0.5)],
      ['leakyRelu', (x) => F.leakyRelu(x, 0.25)],
      ['elu', (x) => F.elu(x)],
      ['silu', (x) => F.silu(x)],
      ['sin', (x) => x.sin()],
      ['cos', (x) => x.cos()],
      ['tan', (x) => x.tan()],
      ['asin', (x) => x.asin()],
      ['acos', (x) => x.acos()],
      ['atan', (x) => x.atan()],
      ['sinh', (x) => x.sinh()],
      ['cosh', (x) => x.cosh()],
      ['asinh', (x) => x.asinh()],
      ['acosh', (x) => x.acosh()],
      ['atanh', (x) => x.atanh()],
      ['sinc', (x) => x.sinc()],
      ['exp2', (x) => x.exp2()],
      ['log2', (x) => x.log2()],
      ['log10', (x) => x.log10()],
      ['logit', (x) => x.logit()],
      ['logit, bounded', (x) => x.logit(0.25)],
      ['erf', (x) => x.erf()],
      ['erfc', (x) => x.erfc()],
      ['erfinv', (x) => x.erfinv()],
      ['round', (x) => x.round()],
      ['round to tenths', (x) => x.round({ decimals: 1 })],
      ['frac', (x) => x.frac()],
      ['nanToNum', (x) => x.nanToNum(7, 8, 9)],
      ...activations,
      ['isnan', (x) => x.isnan()],
      ['isinf', (x) => x.isinf()],
      ['isfinite', (x) => x.isfinite()],
      ['to bool', (x) => x.bool()],
      ['to int64', (x) => x.nanToNum().clamp(-1e6, 1e6).long()],
      ['clone', (x) => x.clone()],
    ])('%s', (_, run) => {
      const on = (values: number[], options: object): Tensor =>
        run(torch.tensor(values, { ...float, ...options }));
      expectSame(on(special, { device }), [on(special, {}), on(special.map(flushed), {})], special);
    });

    test.each(activations)('%s, backwards', (_, run) => {
      const on = (values: number[], options: object): Tensor => {
        const x = torch.tensor(values, { ...float, ...options, requiresGrad: true });
        run(x).sum().backward();
        return x.grad as Tensor;
      };
      expectSame(on(special, { device }), [on(special, {}), on(special.map(flushed), {})], special);
    });

    test('angles of every size', () => {
      const angles = Array.from({ length: 4000 }, (_, i) => (i % 2 === 0 ? 1 : -1) * 2 ** ((i - 500) / 27.5));
      const on = (options: object): Tensor => {
        const x = torch.tensor(angles, { ...float, ...options });
        return torch.cat([x.sin(), x.cos()]);
      };
      expectSame(on({ device }), on({}), [...angles, ...angles]);
    });

    test.each<[string, (a: Tensor, b: Tensor) => Tensor]>([
      ['add', (a, b) => a.add(b)],
      ['sub', (a, b) => a.sub(b)],
      ['mul', (a, b) => a.mul(b)],
      ['div', (a, b) => a.div(b)],
      ['maximum', (a, b) => a.maximum(b)],
      ['minimum', (a, b) => a.minimum(b)],
      ['pow', (a, b) => a.pow(b)],
      ['atan2', (a, b) => a.atan2(b)],
      ['hypot', (a, b) => a.hypot(b)],
      ['logaddexp', (a, b) => a.logaddexp(b)],
      ['xlogy', (a, b) => a.xlogy(b)],
      ['copysign', (a, b) => a.copysign(b)],
      ['heaviside', (a, b) => a.heaviside(b)],
      ['fmin', (a, b) => a.fmin(b)],
      ['fmax', (a, b) => a.fmax(b)],
      ['fmod', (a, b) => a.fmod(b)],
      ['remainder', (a, b) => a.remainder(b)],
      ['floorDivide', (a, b) => a.floorDivide(b)],
      ['div, cut', (a, b) => a.div(b, { roundingMode: 'trunc' })],
      ['lt', (a, b) => a.lt(b)],
      ['le', (a, b) => a.le(b)],
      ['gt', (a, b) => a.gt(b)],
      ['ge', (a, b) => a.ge(b)],
      ['eq', (a, b) => a.eq(b)],
      ['ne', (a, b) => a.ne(b)],
    ])('%s', (_, run) => {
      const on = (take: (x: number) => number, options: object): Tensor =>
        run(
          torch.tensor(
            pairs.map(([a]) => take(a)),
            { ...float, ...options },
          ),
          torch.tensor(
            pairs.map(([, b]) => take(b)),
            { ...float, ...options },
          ),
        );
      const asIs = (x: number): number => x;
      expectSame(on(asIs, { device }), [on(asIs, {}), on(flushed, {})], pairs);
    });
  });

  describe('dtypes', () => {
    const all: Dtype[] = [
      torch.bool,
      torch.uint8,
      torch.int8,
      torch.int16,
      torch.int32,
      torch.int64,
      torch.float32,
    ];
    const values = [0, 1, -1, 2, 127, 128, -129, 255, 256, 40000, -40000, 70000];

    test.each(all.flatMap((from) => all.map((to): [string, Dtype, Dtype] => [`${from} to ${to}`, from, to])))(
      '%s',
      (_, from, to) => {
        const on = (options: object): Tensor => torch.tensor(values, options).to(from).to(to);
        expectSame(on({ device }), on({}), values);
      },
    );

    test('int64 keeps every bit', () => {
      const whole = [2n ** 62n + 1n, -(2n ** 53n) - 1n, -1n, 0n];
      const x = torch.tensor(whole, { device });
      expect(Array.from(x.at([3, 0, 1]).toTypedArray() as BigInt64Array)).toEqual([0n, whole[0], whole[1]]);
      expect(x.add(1n).at(1).itemBigInt()).toBe(-(2n ** 53n));
    });

    test('int64 as the nearest float', () => {
      const whole = [0, 1, 24, 25, 31, 32, 33, 40, 62].flatMap((bits) =>
        [-1n, 0n, 1n, 3n, 127n].flatMap((more) => {
          const x = 2n ** BigInt(bits) + (more << BigInt(Math.max(0, bits - 30)));
          return [x, -x, x + 1n];
        }),
      );
      const on = (options: object): Tensor => torch.tensor([...whole, -(2n ** 63n)], options).float();
      expect([...on({ device }).toTypedArray()]).toEqual([...on({}).toTypedArray()]);
    });

    test('float64 has no place there', () => {
      const message = 'Cannot convert a tensor to float64 there';
      expect(() => torch.tensor([0.5], { dtype: torch.float64 }).to(device)).toThrow(message);
      expect(() => torch.tensor([0.5], { device }).double()).toThrow(message);
      expect(() => torch.zeros(2, { dtype: torch.float64, device })).toThrow(message);
    });
  });

  describe('layouts', () => {
    const base = Array.from({ length: 120 }, (_, i) => i / 8 - 7);

    test.each<[string, (x: Tensor) => Tensor]>([
      ['transposed, broadcast', (x) => x.transpose(0, 3).add(x.at(':', 0, 0, 0))],
      ['a slice with steps', (x) => x.at(':', '1:', '::2').mul(2)],
      ['a column beside a row', (x) => x.reshape(4, 30).at(':', ':1').sub(x.reshape(4, 30).at(0))],
      ['one element for all', (x) => x.sub(x.at(1, 1, 2, 0))],
      ['where', (x) => torch.where(x.transpose(1, 2).gt(0), x.transpose(1, 2), -1.5)],
      [
        'written through a view',
        (x) => {
          const y = x.clone();
          y.transpose(0, 3).at(1).mul_(3);
          y.at('1:3').copy_(y.at('2:4').clone());
          y.reshape(-1).at('1:').copy_(y.reshape(-1).at(':-1'));
          return y;
        },
      ],
      ['cat and stack', (x) => torch.cat([x.at(0), torch.stack([x.at(1, 1), x.at(0, 0)])])],
      ['no elements', (x) => x.at('2:2').exp().add(1)],
      ['filled', (x) => torch.zerosLike(x).add(torch.full([5], 2.5, { device: x.device }))],
    ])('%s', (_, run) => {
      const there = run(torch.tensor(base, { device }).reshape(4, 2, 3, 5));
      const here = run(torch.tensor(base).reshape(4, 2, 3, 5));
      expectSame(there, here, here.toTypedArray());
    });

    test('nine dimensions that cannot be walked as fewer', () => {
      const on = (options: object): Tensor =>
        torch
          .arange(512, { ...float, ...options })
          .reshape(2, 2, 2, 2, 2, 2, 2, 2, 2)
          .permute(8, 7, 6, 5, 4, 3, 2, 1, 0)
          .add(1);
      expectSame(on({ device }), on({}), on({}).toTypedArray());
    });
  });
}
