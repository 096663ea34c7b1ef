import { cast } from '../core/cast.ts';
import {
  bool,
  type Dtype,
  Dtype as DtypeClass,
  dtypeOfArray,
  float64,
  type TypedArray,
} from '../core/dtype.ts';
import { ArgumentError, describe, RuntimeError, ValueError } from '../core/errors.ts';
import { isScalar, type Scalar } from '../core/python.ts';
import { product, sameSizes, shapeText } from '../core/shape.ts';
import { NdArray } from './nd-array.ts';
import { integerRange, promote, scalarDtype } from './promotion.ts';

/** A tensor, as far as arrays need to know one: `numpy()` says whether it may be shared. */
export interface TensorLike {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  toTypedArray(): TypedArray;
}

/** What stands for an array: numbers in arrays of arrays, typed arrays, tensors, or a mixture. */
export type ArrayLike = Scalar | NdArray | TypedArray | TensorLike | readonly ArrayLike[];

/**
 * The array itself, or an array of what is given. Without `dtype`: any Python float (a fraction, NaN, an
 * infinity, `py.float`) makes everything float64, else any whole number int64, else bool; nothing at all is
 * float64. Typed arrays and tensors keep their own dtype.
 *
 * @throws ValueError where arrays of one level have different lengths; TypeError at what is no number.
 */
export function asarray(who: string, source: unknown, dtype?: Dtype): NdArray {
  const found = read(who, source, 0, dtype);
  return dtype === undefined || found.dtype === dtype ? found : found.astype(dtype);
}

function read(who: string, source: unknown, depth: number, dtype?: Dtype): NdArray {
  if (source instanceof NdArray) return source;
  if (isScalar(source))
    return new NdArray(pack(who, [source], dtype ?? scalarDtype(source)), dtype ?? scalarDtype(source), []);
  if (Array.isArray(source)) return readList(who, source, depth, dtype);
  if (ArrayBuffer.isView(source)) return readTyped(who, source);
  const shared = numpyOf(source);
  if (shared instanceof NdArray) return shared;
  if (isTensorLike(source)) return new NdArray(source.toTypedArray(), source.dtype, [...source.shape]);
  throw new ArgumentError({
    who,
    seen: describe(source),
    expected: 'numbers, booleans, or arrays of them',
  });
}

/** What a tensor's `numpy()` gives; it throws for one that requires grad. */
function numpyOf(source: unknown): unknown {
  if (typeof source !== 'object' || source === null) return undefined;
  const numpy: unknown = Reflect.get(source, 'numpy');
  return typeof numpy === 'function' ? Reflect.apply(numpy, source, []) : undefined;
}

function isTensorLike(source: unknown): source is TensorLike {
  return (
    typeof source === 'object' &&
    source !== null &&
    'dtype' in source &&
    source.dtype instanceof DtypeClass &&
    'shape' in source &&
    'toTypedArray' in source
  );
}

function readTyped(who: string, source: ArrayBufferView): NdArray {
  const dtype = dtypeOfArray(who, source);
  const data = source as TypedArray;
  return new NdArray(data, dtype, [data.length]);
}

function readList(who: string, source: readonly unknown[], depth: number, dtype?: Dtype): NdArray {
  // A cycle would descend for ever; NumPy knows no more than 32 dimensions.
  if (depth >= 32) throw new ValueError({ who, seen: 'arrays nested more than 32 deep' });
  if (source.every(isScalar)) {
    const target = dtype ?? source.map(scalarDtype).reduce(promote, source.length === 0 ? float64 : bool);
    return new NdArray(pack(who, source, target), target, [source.length]);
  }
  // Array.from, unlike map, visits the holes of a sparse array.
  const parts = Array.from(source, (item) => read(who, item, depth + 1, dtype));
  const [first] = parts;
  if (first === undefined)
    throw new Error('a fault of the runtime: a list that is not empty has a first entry');
  const odd = parts.findIndex((part) => !sameSizes(part.sizes, first.sizes));
  if (odd >= 0) {
    throw new ValueError({
      who,
      seen: `the element at [${odd}] has the shape ${shapeText((parts[odd] as NdArray).sizes)}, that at [0] ${shapeText(first.sizes)}`,
      expected: 'one shape for all elements of a level: the array would be inhomogeneous',
    });
  }
  return joined(parts, [parts.length, ...first.sizes]);
}

/** The elements of all parts one after the other, in the dtype that holds them all. */
export function joined(parts: readonly NdArray[], sizes: readonly number[]): NdArray {
  const dtype = parts.map((part) => part.dtype).reduce(promote);
  const out = dtype.allocate(product(sizes));
  let at = 0;
  for (const part of parts) {
    const elements = part.dtype === dtype ? part.elements() : cast(part.elements(), dtype);
    copyInto(out, elements, at);
    at += elements.length;
  }
  return new NdArray(out, dtype, sizes);
}

function copyInto(target: TypedArray, source: TypedArray, at: number): void {
  if (target instanceof BigInt64Array) {
    if (source instanceof BigInt64Array) target.set(source, at);
  } else if (!(source instanceof BigInt64Array)) {
    target.set(source, at);
  }
}

/** Scalars as elements of `dtype`. @throws RuntimeError for a whole number that an integer dtype cannot hold. */
function pack(who: string, values: readonly Scalar[], dtype: Dtype): TypedArray {
  const out = dtype.allocate(values.length);
  const [least, greatest] = integerRange[dtype.name] ?? [0n, 0n];
  values.forEach((value, i) => {
    if (dtype.kind === 'float') out[i] = Number(value);
    else if (dtype === bool) out[i] = Number(value) === 0 ? 0 : 1;
    else {
      const whole = wholeOf(who, value);
      if (whole < least || whole > greatest) {
        throw new RuntimeError({
          who,
          seen: `${value} does not fit ${dtype.name}`,
          hint: 'give a wider dtype',
        });
      }
      out[i] = out instanceof BigInt64Array ? whole : Number(whole);
    }
  });
  return out;
}

function wholeOf(who: string, value: Scalar): bigint {
  if (typeof value === 'bigint') return value;
  const number = Math.trunc(Number(value));
  if (Number.isFinite(number)) return BigInt(number);
  throw new ValueError({ who, seen: `cannot convert float ${value} to integer` });
}
