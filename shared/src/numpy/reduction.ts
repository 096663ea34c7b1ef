import { cast } from '../core/cast.ts';
import { type Dtype, float64, type TypedArray } from '../core/dtype.ts';
import { product } from '../core/shape.ts';
import { readCall, readFlag, readNumber } from './arguments.ts';
import { readAxes } from './axis.ts';
import { elementValue, toNumbers } from './elements.ts';
import { method } from './methods.ts';
import { NdArray } from './nd-array.ts';
import { type ArrayLike, asarray } from './reading.ts';

/** One dimension, or several; null stands for all. */
export type Axis = number | readonly number[] | null;

export interface ReductionOptions {
  readonly axis?: Axis;
  /** Keeps the reduced dimensions, with size 1. */
  readonly keepdims?: boolean;
}

export interface SpreadOptions extends ReductionOptions {
  /** The sum of squares is divided by n − ddof: 0 for a population (the default), 1 for a sample. */
  readonly ddof?: number;
}

/** `(axis, options)`, `(options)` or nothing. */
export type ReductionCall<Options = ReductionOptions> =
  | readonly []
  | readonly [options: Options]
  | readonly [axis: Axis, options?: Options];

/** Over everything a reduction gives a number; along an axis, or with `keepdims`, an array. */
export type Reduced<Given> = Given extends
  | readonly []
  | readonly [null]
  | readonly [{ readonly axis?: null; readonly keepdims?: false; readonly ddof?: number }]
  ? number
  : NdArray;

/** The elements that make the results: run i of length n stands at elements[i·n] … elements[i·n + n − 1]. */
export interface Runs {
  readonly elements: TypedArray;
  readonly dtype: Dtype;
  readonly length: number;
  readonly count: number;
  readonly ddof: number;
}

/** One result for each run. */
interface Results {
  readonly data: TypedArray;
  readonly dtype: Dtype;
}

/** Makes the function of a way to reduce runs, and registers it as a method of the same name. */
export function reduction<Options extends ReductionOptions = ReductionOptions>(
  who: string,
  reduce: (runs: Runs) => Results,
  named: readonly 'ddof'[] = [],
) {
  function call<const Given extends ReductionCall<Options>>(
    source: ArrayLike,
    ...given: Given
  ): Reduced<Given>;
  function call(source: ArrayLike, ...given: readonly unknown[]): NdArray | number | boolean {
    const options = readCall(who, given, ['axis'], ['keepdims', ...named]);
    const keepdims = readFlag(who, 'keepdims', options.keepdims ?? false);
    const ddof = readNumber(who, 'ddof', options.ddof ?? 0);
    const a = asarray(who, source);
    const all = a.sizes.map((_, dim) => dim);
    const axes = options.axis === undefined ? all : readAxes(who, options.axis, a.ndim);
    const kept = all.filter((dim) => !axes.includes(dim));
    const { data, dtype } = reduce({ ...runsOf(a, kept, axes), ddof });
    if (options.axis === undefined && !keepdims) return elementValue(who, dtype, data[0] as number | bigint);
    const sizes = keepdims
      ? a.sizes.map((size, dim) => (axes.includes(dim) ? 1 : size))
      : kept.map((dim) => a.sizes[dim] as number);
    return new NdArray(data, dtype, sizes);
  }
  method(who, call);
  return call;
}

/** The elements with the dimensions `axes` last. */
function runsOf(a: NdArray, kept: readonly number[], axes: readonly number[]) {
  const ordered = a.ndim < 2 ? a : a.transpose(...kept, ...axes);
  return {
    elements: ordered.elements(),
    dtype: a.dtype,
    length: product(axes.map((dim) => a.sizes[dim] as number)),
    count: product(kept.map((dim) => a.sizes[dim] as number)),
  };
}

/** A number of each run, from its elements x[start] … x[start + length − 1] as numbers. */
export function eachRun(
  { elements, length, count }: Runs,
  dtype: Dtype,
  of: (x: Numbers, start: number, length: number) => number,
): Results {
  const numbers = toNumbers(elements);
  const out = new Float64Array(count);
  for (let run = 0; run < count; run++) out[run] = of(numbers, run * length, length);
  return { data: dtype === float64 ? out : cast(out, dtype), dtype };
}

/** Numbers in a row. */
export interface Numbers {
  readonly [index: number]: number;
}

/** How many numbers `pairwiseSum` adds in one go. */
const BLOCK = 128;

/**
 * The sum of x[start] … x[start + length − 1], by halves, as NumPy adds up neighbours: rounding errors grow with
 * the logarithm of the length, and the last digits are NumPy's.
 */
export function pairwiseSum(x: Numbers, start: number, length: number): number {
  if (length < 8) {
    let sum = length === 0 ? 0 : (x[start] as number);
    for (let i = 1; i < length; i++) sum += x[start + i] as number;
    return sum;
  }
  if (length > BLOCK) {
    const half = (length >> 1) - ((length >> 1) % 8);
    return pairwiseSum(x, start, half) + pairwiseSum(x, start + half, length - half);
  }
  const part = [0, 1, 2, 3, 4, 5, 6, 7].map((lane) => x[start + lane] as number);
  const whole = length - (length % 8);
  for (let i = 8; i < whole; i++) part[i % 8] = (part[i % 8] as number) + (x[start + i] as number);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = part;
  let sum = a + b + (c + d) + (e + f + (g + h));
  for (let i = whole; i < length; i++) sum += x[start + i] as number;
  return sum;
}
