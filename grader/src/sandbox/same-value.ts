import {
  Bytes,
  bufferOf,
  byteLengthOf,
  byteOffsetOf,
  hasOwn,
  isArray,
  ownKeys,
  sameNumber,
} from './primordials.ts';
import type { TensorValue, Value, ValueRecord } from './types.ts';
import { isTensorValue } from './values.ts';

/** True when nothing in `a` differs from `b`: dtypes, shapes, keys and elements, bit for bit but for NaN's payload. */
export function sameValue(a: Value, b: Value): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return sameNumber(a, b);
  if (isTensorValue(a) || isTensorValue(b)) return isTensorValue(a) && isTensorValue(b) && sameTensor(a, b);
  if (isArray(a) !== isArray(b)) return false;
  const keys = ownKeys(a);
  if (keys.length !== ownKeys(b).length) return false;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as string;
    if (!hasOwn(b, key) || !sameValue((a as ValueRecord)[key], (b as ValueRecord)[key])) return false;
  }
  return true;
}

function sameTensor(a: TensorValue, b: TensorValue): boolean {
  if (a.dtype !== b.dtype || !sameValue(a.shape, b.shape)) return false;
  if (byteLengthOf(a.data) !== byteLengthOf(b.data)) return false;
  return sameBytes(bytesOf(a), bytesOf(b)) || sameElements(a, b);
}

function bytesOf({ data }: TensorValue): Uint8Array {
  return new Bytes(bufferOf(data), byteOffsetOf(data), byteLengthOf(data));
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  const length = byteLengthOf(a);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** A runtime may rewrite one NaN as another while it copies; that is no change. */
function sameElements(a: TensorValue, b: TensorValue): boolean {
  if (a.dtype !== 'float32' && a.dtype !== 'float64') return false;
  const count = byteLengthOf(a.data) / a.data.BYTES_PER_ELEMENT;
  for (let i = 0; i < count; i++) if (!sameNumber(a.data[i], b.data[i])) return false;
  return true;
}
