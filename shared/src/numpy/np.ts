import * as dtypes from '../core/dtype.ts';
import * as arithmetic from './arithmetic.ts';
import * as creation from './creation.ts';
import { nonzero } from './indexing.ts';
import * as joining from './joining.ts';
import { NdArray } from './nd-array.ts';
import { setPrintoptions } from './print-options.ts';
import * as products from './products.ts';
import { random } from './random.ts';
import { type ArrayLike, asarray } from './reading.ts';
import * as reductions from './reductions.ts';
import { cumsum, median, where } from './selection.ts';
import { argsort, sort, unique } from './sorting.ts';

/**
 * NumPy's `np`, as far as a first course needs it: arrays, arithmetic, reductions and the seeded streams of
 * `np.random`, under NumPy's names in camelCase.
 *
 * ```ts
 * const x = np.linspace(-1, 1, 3);
 * np.divide(1, np.add(1, np.exp(np.negative(x)))); // → [0.26894142 0.5        0.73105858]
 * ```
 */
export const np = {
  ndarray: NdArray,

  bool: dtypes.bool,
  uint8: dtypes.uint8,
  int8: dtypes.int8,
  int16: dtypes.int16,
  int32: dtypes.int32,
  int64: dtypes.int64,
  float32: dtypes.float32,
  float64: dtypes.float64,

  pi: Math.PI,
  e: Math.E,
  inf: Number.POSITIVE_INFINITY,
  nan: Number.NaN,
  newaxis: null,

  array: creation.array,
  asarray: creation.asarray,
  zeros: creation.zeros,
  ones: creation.ones,
  full: creation.full,
  zerosLike: creation.zerosLike,
  onesLike: creation.onesLike,
  fullLike: creation.fullLike,
  eye: creation.eye,
  arange: creation.arange,
  linspace: creation.linspace,

  ...arithmetic,
  around: arithmetic.round,
  absolute: arithmetic.abs,
  trueDivide: arithmetic.divide,

  ...reductions,
  amin: reductions.min,
  amax: reductions.max,
  cumsum,
  median,

  ...products,

  ...joining,
  reshape: (a: ArrayLike, shape: number | readonly number[]): NdArray =>
    asarray('reshape', a).reshape(...(typeof shape === 'number' ? [shape] : shape)),
  transpose: (a: ArrayLike, axes: readonly number[] = []): NdArray =>
    asarray('transpose', a).transpose(...axes),
  squeeze: (a: ArrayLike): NdArray => asarray('squeeze', a).squeeze(),

  where,
  nonzero,
  sort,
  argsort,
  unique,

  random,
  setPrintoptions,
};
