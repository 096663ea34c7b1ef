import { describe, expect, test } from '@jest/globals';
import { F, type Tensor, torch } from '#torch';
import { numericalGradient } from './numerical-gradient.ts';

/*
 * Every differentiable operation of the pointwise families against central differences in float64, first and
 * second derivatives. Sample points where the function is not smooth are left out: there its two one-sided slopes
 * differ.
 */

type Operation = (...operands: Tensor[]) => Tensor;

interface Declared {
  readonly name: string;
  readonly samples: readonly (number | readonly number[])[];
  readonly backward?: unknown;
  readonly node?: string;
}

function declared(entry: unknown): [string, Operation, number[][]][] {
  if (typeof entry !== 'function' || !('declaration' in entry)) return [];
  const { name, samples, backward, node } = entry.declaration as Declared;
  // A comparison or an integer operation has no gradient; `number // tensor` has none in PyTorch either.
  const differentiable = 'float' in Object(entry.declaration) && node !== 'NotImplemented';
  if (samples === undefined || !differentiable || (backward === null && Array.isArray(samples[0]))) return [];
  const rows = samples.map((sample) => (typeof sample === 'number' ? [sample] : [...sample]));
  const columns = (rows[0] ?? []).map((_, i) => rows.map((row) => row[i] as number));
  return [[name, (...operands) => Reflect.apply(entry, undefined, operands), columns]];
}

const curve = [-4, -1.3, -0.4, 0.3, 0.8, 2.5];
const factors = [0.7, -1.2, 2, 0.4, -0.3, 1.1];
const positive = [0.3, 1.7, 0.9, 2.2, 4, 0.6];

/** Forms that parameters and a third operand give. */
const forms: [string, Operation, number[][]][] = [
  ['add, alpha 2.5', (a, b) => torch.add(a as Tensor, b as Tensor, { alpha: 2.5 }), [curve, factors]],
  ['sub, alpha 2.5', (a, b) => torch.sub(a as Tensor, b as Tensor, { alpha: 2.5 }), [curve, factors]],
  ['rsub, alpha 2.5', (a, b) => torch.rsub(a as Tensor, b as Tensor, { alpha: 2.5 }), [curve, factors]],
  ['number − tensor', (x) => torch.sub(3, x as Tensor), [curve]],
  ['number / tensor', (x) => torch.div(3, x as Tensor), [curve]],
  ['number ** tensor', (x) => torch.pow(3, x as Tensor), [curve]],
  ['tensor ** 2', (x) => torch.pow(x as Tensor, 2), [curve]],
  ['tensor ** -1.5', (x) => torch.pow(x as Tensor, -1.5), [positive]],
  ['div, floor', (a, b) => torch.div(a as Tensor, b as Tensor, { roundingMode: 'floor' }), [curve, positive]],
  ['div, trunc', (a, b) => torch.div(a as Tensor, b as Tensor, { roundingMode: 'trunc' }), [curve, positive]],
  ['remainder by a number', (x) => torch.remainder(x as Tensor, 0.7), [curve]],
  ['fmod by a number', (x) => torch.fmod(x as Tensor, 0.7), [curve]],
  ['xlogy by a number', (x) => torch.xlogy(x as Tensor, 0.7), [curve]],
  ['lerp', (a, b, c) => torch.lerp(a as Tensor, b as Tensor, c as Tensor), [curve, factors, positive]],
  ['lerp by a number', (a, b) => torch.lerp(a as Tensor, b as Tensor, 0.3), [curve, factors]],
  [
    'addcmul',
    (a, b, c) => torch.addcmul(a as Tensor, b as Tensor, c as Tensor, { value: -1.5 }),
    [curve, factors, positive],
  ],
  [
    'addcdiv',
    (a, b, c) => torch.addcdiv(a as Tensor, b as Tensor, c as Tensor, { value: -1.5 }),
    [curve, factors, positive],
  ],
  ['clamp', (x) => torch.clamp(x as Tensor, -0.5, 0.5), [curve]],
  ['clamp, min', (x) => torch.clamp(x as Tensor, { min: -0.5 }), [curve]],
  ['clamp, max', (x) => torch.clamp(x as Tensor, null, 0.5), [curve]],
  [
    'clamp between tensors',
    (x, min, max) => torch.clamp(x as Tensor, min as Tensor, max as Tensor),
    [curve, [-1, -1, -1, 0.5, -1, 3], [1, 1, 1, 1, 0.5, -3]],
  ],
  ['clampMin by a tensor', (a, b) => torch.clampMin(a as Tensor, b as Tensor), [curve, factors]],
  ['clampMax by a tensor', (a, b) => torch.clampMax(a as Tensor, b as Tensor), [curve, factors]],
  ['nanToNum', (x) => torch.nanToNum(x as Tensor), [curve]],
  ['logit, eps', (x) => torch.logit(x as Tensor, 0.2), [[0.1, 0.3, 0.6, 0.95]]],
  ['polygamma', (x) => torch.polygamma(2, x as Tensor), [positive]],
  ['softsign', (x) => F.softsign(x as Tensor), [curve]],
  ['tanhshrink', (x) => F.tanhshrink(x as Tensor), [curve]],
  ['leakyRelu, 0.2', (x) => F.leakyRelu(x as Tensor, 0.2), [curve]],
  ['elu, alpha 0.7', (x) => F.elu(x as Tensor, 0.7), [curve]],
  ['celu, alpha 0.7', (x) => F.celu(x as Tensor, { alpha: 0.7 }), [curve]],
  ['gelu, tanh', (x) => F.gelu(x as Tensor, { approximate: 'tanh' }), [curve]],
  ['softplus, beta 2, threshold 3', (x) => F.softplus(x as Tensor, 2, 3), [curve]],
  ['hardtanh, -2 … 0.5', (x) => F.hardtanh(x as Tensor, -2, 0.5), [curve]],
  ['threshold', (x) => F.threshold(x as Tensor, 0.1, 20), [curve]],
  ['softshrink, 1', (x) => F.softshrink(x as Tensor, 1), [curve]],
  ['hardshrink, 1', (x) => F.hardshrink(x as Tensor, 1), [curve]],
];

const operations = [...[...new Set(Object.values({ ...F, ...torch }))].flatMap(declared), ...forms];

const float64 = (values: readonly number[]): Tensor => torch.tensor([...values], { dtype: torch.float64 });
const numbers = (x: Tensor): number[] => Array.from(x.toTypedArray(), Number);
const weights = (count: number, start: number): Tensor =>
  float64(Array.from({ length: count }, (_, i) => Math.sin(start + 2 * i) + 1.5));

/** The gradients of Σ w · f by each operand, zeros where the graph does not reach it. */
function gradients(y: Tensor, w: Tensor, operands: readonly Tensor[], createGraph: boolean): Tensor[] {
  if (!y.requiresGrad) return operands.map((x) => torch.zerosLike(x));
  const found = torch.autograd.grad(y.mul(w).sum(), [...operands], { createGraph, allowUnused: true });
  return found.map((grad, i) => grad ?? torch.zerosLike(operands[i] as Tensor));
}

/** ∂f/∂xₖ · vₖ summed over k, element by element. */
function slope(f: Operation, operands: readonly Tensor[], createGraph: boolean): Tensor {
  const count = (operands[0] as Tensor).numel();
  const parts = gradients(f(...operands), weights(count, 1), operands, createGraph);
  return parts.map((part, k) => part.mul(weights(count, 5 + k))).reduce((a, b) => a.add(b));
}

const closeTo = (want: Tensor, digits: number): unknown[] =>
  numbers(want).map((value) => (Number.isNaN(value) ? value : expect.closeTo(value, digits)));

const leaves = (columns: readonly number[][]): Tensor[] =>
  columns.map((column) => float64(column).requiresGrad_());

/**
 * Compares the gradients of Σ w · g at the smooth points; g works element by element. Says how many points were
 * compared.
 */
function compare(
  g: (operands: readonly Tensor[], createGraph: boolean) => Tensor,
  columns: readonly number[][],
  tolerance: number,
): number {
  const operands = leaves(columns);
  const w = weights((columns[0] ?? []).length, 2);
  const exact = gradients(g(operands, true), w, operands, false).map(numbers);
  const h = 1e-5;
  let compared = 0;
  columns.forEach((column, k) => {
    const moved = (by: number): number[] => {
      const shifted = column.map((value) => value + by);
      return numbers(
        g(leaves(columns.with(k, shifted)), false)
          .mul(w)
          .detach(),
      );
    };
    const [after, here, before] = [moved(h), moved(0), moved(-h)] as [number[], number[], number[]];
    column.forEach((_, i) => {
      const [up, down] = [
        ((after[i] as number) - (here[i] as number)) / h,
        ((here[i] as number) - (before[i] as number)) / h,
      ];
      const want = (up + down) / 2;
      const gap = Math.abs(up - down);
      // At a jump both slopes are of the order 1 / h.
      if (!(gap <= 0.01 * (1 + Math.abs(want))) || Math.abs(want) > 0.2 / h) return;
      compared++;
      const got = exact[k]?.[i] as number;
      const near = Math.abs(got - want) <= tolerance * (1 + Math.abs(want)) + gap;
      // The message names the operand and the point.
      const where = { operand: k, at: columns.map((each) => each[i]), got };
      expect({ ...where, want: near ? got : want }).toEqual({ ...where, want: got });
    });
  });
  return compared;
}

describe.each(operations)('%s', (name, f, columns) => {
  test('first derivatives', () => {
    expect(compare((operands) => f(...operands), columns, 1e-6)).toBeGreaterThan(0);
  });

  test('second derivatives', () => {
    // PyTorch sets the derivative of aᵇ by a to 0 at b = 0, and so loses how it changes with b.
    const points =
      name === 'pow' ? columns.map((column) => column.filter((_, i) => columns[1]?.[i] !== 0)) : columns;
    expect(compare((operands, createGraph) => slope(f, operands, createGraph), points, 1e-4)).toBeGreaterThan(
      0,
    );
  });

  test('gradients of transposed and stretched operands are those of plain ones', () => {
    const count = (columns[0] ?? []).length;
    const w = weights(3 * count, 3).reshape([count, 3]);
    const plain = leaves(columns);
    const copies = plain.map((x) => torch.stack([x, x, x], 1));
    const want = gradients(f(...copies), w, plain, false);
    // The first operand comes transposed, the others stretched.
    const [first, ...others] = leaves(columns) as [Tensor, ...Tensor[]];
    const bases = [torch.stack([first, first, first], 0).detach().requiresGrad_(), ...others];
    const shaped = bases.map((x, k) => (k === 0 ? x.t() : x.unsqueeze(1)));
    const got = gradients(f(...shaped), w, bases, false);
    expect(numbers((got[0] as Tensor).sum(0))).toEqual(closeTo(want[0] as Tensor, 10));
    got.slice(1).forEach((grad, k) => {
      expect(numbers(grad)).toEqual(closeTo(want[k + 1] as Tensor, 10));
    });
  });
});

describe('operations that are not element by element', () => {
  const x = weights(12, 4).reshape([3, 4]).sub(1.5);

  test.each([
    ['glu', (v: Tensor) => F.glu(v)],
    ['glu along dim 1 of a transposed tensor', (v: Tensor) => F.glu(v.t(), 0)],
    ['prelu with a slope for each channel', (v: Tensor) => F.prelu(v, float64([0.1, 0.2, 0.3, 0.4]))],
    ['dist', (v: Tensor) => torch.dist(v, weights(4, 9))],
  ])('%s', (_, f) => {
    const weigh = (y: Tensor): Tensor => y.mul(weights(y.numel(), 7).reshape(y.shape));
    const leaf = x.clone().requiresGrad_();
    const [grad] = torch.autograd.grad(weigh(f(leaf)).sum(), leaf);
    const want = numericalGradient((v) => weigh(f(v)), x);
    expect(numbers(grad as Tensor)).toEqual(closeTo(want, 7));
  });

  test('the slopes of prelu', () => {
    const f = (w: Tensor): Tensor => F.prelu(x, w).mul(weights(12, 7).reshape([3, 4]));
    const slopes = float64([0.1, 0.2, 0.3, 0.4]).requiresGrad_();
    f(slopes).sum().backward();
    expect(numbers(slopes.grad as Tensor)).toEqual(closeTo(numericalGradient(f, slopes), 7));
  });
});

test('numericalGradient itself: the slope of x³ is 3x²', () => {
  const x = float64([-2, 0.5, 3]).reshape([3, 1]);
  const grad = numericalGradient((v) => v.pow(3), x);
  expect(grad.shape).toEqual([3, 1]);
  expect(numbers(grad)).toEqual([expect.closeTo(12, 6), expect.closeTo(0.75, 6), expect.closeTo(27, 6)]);
});
