import { ArgumentError, describe } from './errors.ts';
import { inspect } from './inspect.ts';
import { newBigInt64Array, newFloat32Array, newFloat64Array, newInt32Array } from './small-arrays.ts';

/** The typed arrays whose elements are numbers. */
export type NumberArray = Float32Array | Float64Array | Int32Array | Int16Array | Int8Array | Uint8Array;

/** The typed arrays of the two floating point dtypes. */
export type FloatArray = Float32Array | Float64Array;

/** What a tensor's elements live in. */
export type TypedArray = NumberArray | BigInt64Array;

/** Bool below integer below float: a result never falls to a lower kind than one of its operands. */
export type DtypeKind = 'bool' | 'integer' | 'float';

export type DtypeName = 'bool' | 'uint8' | 'int8' | 'int16' | 'int32' | 'int64' | 'float32' | 'float64';

/**
 * The type of a tensor's elements. `String(dtype)` is PyTorch's spelling, `torch.float32`.
 *
 * Elements are held exactly: float32 in a `Float32Array`, rounded after every operation; int64 in a
 * `BigInt64Array`, so that 2**53 + 1 stays 2**53 + 1; bool as 0 and 1 in a `Uint8Array`.
 *
 * ```ts
 * String(torch.float32); // → 'torch.float32'
 * torch.int64.name; // → 'int64'
 * ```
 */
export class Dtype {
  readonly name: DtypeName;
  readonly kind: DtypeKind;
  /** Bytes of one element. */
  readonly itemSize: number;
  /** PyTorch's name of the C++ type, as its messages spell it: `Float`, `Long`. */
  readonly scalarName: string;
  /** A zero-filled array of this dtype. */
  readonly allocate: (length: number) => TypedArray;

  constructor(
    name: DtypeName,
    kind: DtypeKind,
    scalarName: string,
    allocate: (length: number) => TypedArray,
  ) {
    this.name = name;
    this.kind = kind;
    this.scalarName = scalarName;
    this.allocate = allocate;
    this.itemSize = allocate(0).BYTES_PER_ELEMENT;
  }

  /** PyTorch's `dtype.is_floating_point`. */
  get isFloatingPoint(): boolean {
    return this.kind === 'float';
  }

  toString(): string {
    return `torch.${this.name}`;
  }

  [inspect](): string {
    return this.toString();
  }
}

export const bool = new Dtype('bool', 'bool', 'Bool', (length) => new Uint8Array(length));
export const uint8 = new Dtype('uint8', 'integer', 'Byte', (length) => new Uint8Array(length));
export const int8 = new Dtype('int8', 'integer', 'Char', (length) => new Int8Array(length));
export const int16 = new Dtype('int16', 'integer', 'Short', (length) => new Int16Array(length));
export const int32 = new Dtype('int32', 'integer', 'Int', newInt32Array);
export const int64 = new Dtype('int64', 'integer', 'Long', newBigInt64Array);
export const float32 = new Dtype('float32', 'float', 'Float', newFloat32Array);
export const float64 = new Dtype('float64', 'float', 'Double', newFloat64Array);

/** Every dtype by name, from the narrowest to the widest. */
export const dtypes: Readonly<Record<DtypeName, Dtype>> = {
  bool,
  uint8,
  int8,
  int16,
  int32,
  int64,
  float32,
  float64,
};

/** The dtype that a typed array stands for. @throws TypeError for the kinds that have none (`Uint16Array`, …). */
export function dtypeOfArray(who: string, array: ArrayBufferView): Dtype {
  if (array instanceof Float32Array) return float32;
  if (array instanceof Float64Array) return float64;
  if (array instanceof BigInt64Array) return int64;
  if (array instanceof Int32Array) return int32;
  if (array instanceof Int16Array) return int16;
  if (array instanceof Int8Array) return int8;
  if (array instanceof Uint8Array) return uint8;
  throw new ArgumentError({
    who,
    seen: describe(array),
    expected: 'Float32Array, Float64Array, BigInt64Array, Int32Array, Int16Array, Int8Array or Uint8Array',
  });
}
