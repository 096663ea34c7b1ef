import { type Dtype, float64, int64 } from '../core/dtype.ts';
import { ArgumentError, describe, ValueError } from '../core/errors.ts';
import { isScalar, type Scalar } from '../core/python.ts';
import { product } from '../core/shape.ts';
import {
  type Call,
  type DtypeLike,
  isWhole,
  readCall,
  readCount,
  readDtype,
  readFlag,
  readNumber,
  readSizes,
  type SizeLike,
} from './arguments.ts';
import { constant } from './elements.ts';
import { NdArray } from './nd-array.ts';
import { scalarDtype } from './promotion.ts';
import { type ArrayLike, asarray as readArray } from './reading.ts';

/** What every function that makes an array takes last. */
export interface ArrayOptions {
  /** The dtype of the elements, or its name. */
  readonly dtype?: DtypeLike;
}

function dtypeOf(who: string, dtype: unknown): Dtype | undefined {
  return dtype === undefined ? undefined : readDtype(who, dtype);
}

/**
 * An array of the given numbers, copied: `np.array`. Whole numbers make int64, any fraction among them float64,
 * booleans bool; typed arrays, arrays and tensors keep their dtype.
 *
 * ```ts
 * np.array([1, 2, 3]).dtype.name; // → 'int64'
 * np.array([[1, 2], [3, 4.5]]); // → [[1.  2. ]\n [3.  4.5]]
 * np.array([1, 2], { dtype: 'float32' }).repr(); // → 'array([1., 2.], dtype=float32)'
 * ```
 *
 * @throws ValueError for arrays of unequal lengths; TypeError for what is no number.
 */
export function array(source: ArrayLike, options: ArrayOptions = {}): NdArray {
  const who = 'array';
  const { dtype } = readCall(who, [options], [], ['dtype']);
  return readArray(who, source, dtypeOf(who, dtype)).copy();
}

/** As `array`, without a copy where the elements can be shared: of an array, a typed array or a tensor. */
export function asarray(source: ArrayLike, options: ArrayOptions = {}): NdArray {
  const who = 'asarray';
  const { dtype } = readCall(who, [options], [], ['dtype']);
  return readArray(who, source, dtypeOf(who, dtype));
}

function filled(who: string, sizes: readonly number[], value: Scalar, dtype: Dtype): NdArray {
  const element = readArray(who, value, dtype).elements()[0] as number | bigint;
  return new NdArray(constant(dtype, product(sizes), element), dtype, sizes);
}

/** Zeros of a shape, float64 unless said: `np.zeros(3)`, `np.zeros([2, 3])`. */
export function zeros(shape: SizeLike, options: ArrayOptions = {}): NdArray {
  const who = 'zeros';
  const { dtype } = readCall(who, [options], [], ['dtype']);
  return filled(who, readSizes(who, shape), 0, dtypeOf(who, dtype) ?? float64);
}

/** Ones of a shape, float64 unless said. */
export function ones(shape: SizeLike, options: ArrayOptions = {}): NdArray {
  const who = 'ones';
  const { dtype } = readCall(who, [options], [], ['dtype']);
  return filled(who, readSizes(who, shape), 1, dtypeOf(who, dtype) ?? float64);
}

/**
 * One value everywhere; the dtype is the value's own unless said.
 *
 * ```ts
 * np.full([2, 2], 7); // → [[7 7]\n [7 7]]
 * ```
 */
export function full(shape: SizeLike, value: Scalar, options: ArrayOptions = {}): NdArray {
  const who = 'full';
  const { dtype } = readCall(who, [options], [], ['dtype']);
  if (!isScalar(value))
    throw new ArgumentError({ who, seen: `the value is ${describe(value)}`, expected: 'a number' });
  return filled(who, readSizes(who, shape), value, dtypeOf(who, dtype) ?? scalarDtype(value));
}

/** Zeros of the shape and dtype of `a`. */
export function zerosLike(a: ArrayLike, options: ArrayOptions = {}): NdArray {
  return filledLike('zerosLike', a, 0, options);
}

/** Ones of the shape and dtype of `a`. */
export function onesLike(a: ArrayLike, options: ArrayOptions = {}): NdArray {
  return filledLike('onesLike', a, 1, options);
}

/** One value everywhere, in the shape and dtype of `a`. */
export function fullLike(a: ArrayLike, value: Scalar, options: ArrayOptions = {}): NdArray {
  return filledLike('fullLike', a, value, options);
}

function filledLike(who: string, a: ArrayLike, value: Scalar, options: ArrayOptions): NdArray {
  const { dtype } = readCall(who, [options], [], ['dtype']);
  const like = readArray(who, a);
  return filled(who, like.sizes, value, dtypeOf(who, dtype) ?? like.dtype);
}

/** Ones on the diagonal, zeros elsewhere: (n, n) or (n, m). */
export function eye(n: number, m: number = n, options: ArrayOptions = {}): NdArray {
  const { dtype } = readCall('eye', [options], [], ['dtype']);
  const rows = readCount('eye', 'n', n);
  const columns = readCount('eye', 'm', m);
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < Math.min(rows, columns); i++) data[i * columns + i] = 1;
  return new NdArray(data, float64, [rows, columns]).astype(dtypeOf('eye', dtype) ?? float64);
}

/**
 * start, start + step, … below stop: `np.arange`. int64 if all three are whole, else float64.
 *
 * ```ts
 * np.arange(5); // → [0 1 2 3 4]
 * np.arange(5, 0, -2); // → [5 3 1]
 * np.arange(0, 2, 0.5); // → [0.  0.5 1.  1.5]
 * ```
 *
 * @throws ValueError for a step of 0.
 */
export function arange(
  ...given: Call<
    [start: Scalar, stop: Scalar, step: Scalar],
    ArrayOptions & { start?: Scalar; stop?: Scalar; step?: Scalar }
  >
): NdArray {
  const who = 'arange';
  const call = readCall(who, given, ['start', 'stop', 'step'], ['dtype']);
  // One bound alone is the stop.
  const [first, last] = call.stop === undefined ? [0, call.start] : [call.start ?? 0, call.stop];
  const start = readNumber(who, 'start', first);
  const stop = readNumber(who, 'stop', last);
  const step = readNumber(who, 'step', call.step ?? 1);
  if (step === 0)
    throw new ValueError({ who, seen: 'step is 0', expected: 'a step that leads from start to stop' });
  const length = Math.ceil((stop - start) / step);
  if (!Number.isFinite(length)) {
    throw new ValueError({ who, seen: `${start} to ${stop} in steps of ${step}`, expected: 'finite bounds' });
  }
  // NumPy fixes the distance by the first two elements, rounding included.
  const distance = start + step - start;
  const values = Float64Array.from({ length: Math.max(0, length) }, (_, i) => start + i * distance);
  const whole = [first, last, call.step ?? 1].every(
    (one) => isScalar(one) && (typeof one === 'boolean' || isWhole(one)),
  );
  return new NdArray(values, float64, [values.length]).astype(
    dtypeOf(who, call.dtype) ?? (whole ? int64 : float64),
  );
}

/**
 * `num` numbers from start to stop at equal distances, stop itself included unless `endpoint: false`.
 *
 * ```ts
 * np.linspace(0, 1, 5); // → [0.   0.25 0.5  0.75 1.  ]
 * np.linspace(0, 1, 4, { endpoint: false }); // → [0.   0.25 0.5  0.75]
 * ```
 */
export function linspace(
  start: number,
  stop: number,
  ...given: Call<[num: number, endpoint: boolean], ArrayOptions & { num?: number; endpoint?: boolean }>
): NdArray {
  const who = 'linspace';
  const call = readCall(who, given, ['num', 'endpoint'], ['dtype']);
  const from = readNumber(who, 'start', start);
  const to = readNumber(who, 'stop', stop);
  const num = readCount(who, 'num', call.num ?? 50);
  const endpoint = readFlag(who, 'endpoint', call.endpoint ?? true);
  const gaps = endpoint ? num - 1 : num;
  const step = (to - from) / gaps;
  const values = Float64Array.from({ length: num }, (_, i) =>
    // A step that underflows to 0 still leads to the end this way.
    gaps > 0 ? (step === 0 ? (i / gaps) * (to - from) : i * step) + from : i * (to - from) + from,
  );
  if (endpoint && num > 1) values[num - 1] = to;
  return new NdArray(values, float64, [num]).astype(dtypeOf(who, call.dtype) ?? float64);
}
