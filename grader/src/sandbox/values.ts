/**
 * The closed set of values, as JSON and bytes.
 *
 * In the header, null, booleans, strings and finite numbers other than −0 stand for themselves; everything else
 * is a tagged array, so that no key of a record is ever a key of the JSON:
 *
 *     ['n', 'NaN' | '-0' | 'Infinity' | '-Infinity']   ['u'] undefined   ['b', '123'] bigint
 *     ['t', dtype, shape] tensor; its bytes are the next ones of the body
 *     ['l', [item, …]] list   ['r', [key, value, key, value, …]] record
 *     ['h', id, describes] handle   ['f', task] not filled in yet
 *
 * Tensors take the body strictly in order, each byte once: a small header cannot claim the same bytes many times.
 * Everything here also runs in the host, beside student code: only primordials and syntax.
 */
import {
  append,
  bareList,
  bigintText,
  bufferOf,
  byteLengthOf,
  createBare,
  define,
  hasOwn,
  isArray,
  isFiniteNumber,
  isSafeInteger,
  matchText,
  ownKeys,
  ownValue,
  sameNumber,
  TYPED_ARRAYS,
  toBigInt,
} from './primordials.ts';
import type { DtypeName, Handle, NotFilled, TensorValue, Value, ValueRecord } from './types.ts';
import { type BodyReader, type BodyWriter, ValueError } from './value-body.ts';

export const MAX_DEPTH = 40;
/** Values in one frame, nested ones included. */
export const MAX_NODES = 100_000;
export const MAX_RANK = 32;
export const MAX_TEXT = 1_000_000;
const MAX_DIM = 2 ** 31 - 1;
/** Larger bigints are refused: int64 needs 19 digits, and digits cost quadratic time. */
export const BIGINT_LIMIT = 2n ** 1024n;
const MAX_SAFE_INTEGER = Number.MAX_SAFE_INTEGER;
const BIGINT_DIGITS = /^-?[0-9]{1,310}$/;

export function isTensorValue(value: Value): value is TensorValue {
  return isObject(value) && ownValue(value, 'kind') === 'tensor';
}

export function isHandle(value: Value): value is Handle {
  return isObject(value) && ownValue(value, 'kind') === 'handle';
}

export function isNotFilledValue(value: Value): value is NotFilled {
  return isObject(value) && ownValue(value, 'kind') === 'not-filled';
}

/** Words that tell the three tagged objects from a record; a record may not use them as its `kind`. */
export function isReservedKind(kind: unknown): boolean {
  return kind === 'tensor' || kind === 'handle' || kind === 'not-filled';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function isDtypeName(name: unknown): name is DtypeName {
  return typeof name === 'string' && hasOwn(TYPED_ARRAYS, name) && name !== '__proto__';
}

/** The number of elements of `shape`; undefined when it is no shape. */
export function elementCount(shape: readonly unknown[]): number | undefined {
  if (shape.length > MAX_RANK) return undefined;
  let count = 1;
  let empty = false;
  for (let axis = 0; axis < shape.length; axis++) {
    const size = shape[axis];
    if (typeof size !== 'number' || !isSafeInteger(size) || size < 0 || size > MAX_DIM) return undefined;
    if (size === 0) empty = true;
    else if (count <= MAX_SAFE_INTEGER) count *= size;
  }
  return empty ? 0 : count;
}

function countNode(counter: { nodes: number }, depth: number): void {
  counter.nodes += 1;
  if (counter.nodes > MAX_NODES) throw new ValueError(`more than ${MAX_NODES} values in one frame`);
  if (depth > MAX_DEPTH) throw new ValueError(`nested more than ${MAX_DEPTH} deep`);
}

/** JSON that stands for `value`; the bytes of its tensors go to `body`. Throws ValueError. */
export function encodeValue(value: Value, body: BodyWriter, depth = 0): unknown {
  countNode(body, depth);
  switch (typeof value) {
    case 'number':
      if (isFiniteNumber(value) && !sameNumber(value, -0)) return value;
      return bare('n', sameNumber(value, -0) ? '-0' : `${value}`);
    case 'string':
      if (value.length > MAX_TEXT) throw new ValueError(`text of more than ${MAX_TEXT} characters`);
      return value;
    case 'bigint':
      if (value >= BIGINT_LIMIT || value <= -BIGINT_LIMIT)
        throw new ValueError('bigint of more than 1024 bits');
      return bare('b', bigintText(value));
    case 'undefined':
      return bare('u');
    case 'boolean':
      return value;
  }
  if (value === null) return null;
  if (isTensorValue(value)) return encodeTensor(value, body);
  if (isHandle(value)) return bare('h', value.id, value.describes);
  if (isNotFilledValue(value)) return bare('f', value.task);
  const parts = bareList<unknown>();
  if (isArray(value)) {
    for (let i = 0; i < value.length; i++) parts[i] = encodeValue(value[i] as Value, body, depth + 1);
    return bare('l', parts);
  }
  const keys = ownKeys(value);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key !== 'string') continue;
    parts[parts.length] = key;
    parts[parts.length] = encodeValue((value as ValueRecord)[key], body, depth + 1);
  }
  return bare('r', parts);
}

function encodeTensor(value: TensorValue, body: BodyWriter): unknown {
  const { dtype, shape, data } = value;
  const count = elementCount(shape);
  const bytes = byteLengthOf(data);
  if (count === undefined || count * TYPED_ARRAYS[dtype].BYTES_PER_ELEMENT !== bytes) {
    throw new ValueError(`${dtype} tensor of ${count ?? 'no valid number of'} elements with ${bytes} bytes`);
  }
  body.add(data);
  const sizes = bareList<number>();
  for (let axis = 0; axis < shape.length; axis++) sizes[axis] = shape[axis] as number;
  return bare('t', dtype, sizes);
}

function bare(...parts: unknown[]): unknown[] {
  const list = bareList<unknown>();
  for (let i = 0; i < parts.length; i++) list[i] = parts[i];
  return list;
}

/** The value that `json` stands for, built afresh. Throws ValueError on anything that `encodeValue` does not make. */
export function decodeValue(json: unknown, body: BodyReader, depth = 0): Value {
  countNode(body, depth);
  if (json === null || typeof json === 'boolean') return json;
  if (typeof json === 'number') return json;
  if (typeof json === 'string') return checkedText(json);
  if (!isArray(json)) throw new ValueError('an object where a value was expected');
  const tag: unknown = json[0];
  switch (tag) {
    case 'u':
      return undefined;
    case 'n':
      return decodeNumber(json[1]);
    case 'b':
      return decodeBigint(json[1]);
    case 't':
      return decodeTensor(json[1], json[2], body);
    case 'l':
      return decodeList(json[1], body, depth);
    case 'r':
      return decodeRecord(json[1], body, depth);
    case 'h':
      return decodeHandle(json[1], json[2]);
    case 'f':
      return createBare({ kind: 'not-filled', task: checkedText(json[1]) });
    default:
      throw new ValueError('unknown tag');
  }
}

function checkedText(text: unknown): string {
  if (typeof text !== 'string') throw new ValueError('text expected');
  if (text.length > MAX_TEXT) throw new ValueError(`text of more than ${MAX_TEXT} characters`);
  return text;
}

function decodeNumber(name: unknown): number {
  switch (name) {
    case 'NaN':
      return NaN;
    case '-0':
      return -0;
    case 'Infinity':
      return Infinity;
    case '-Infinity':
      return -Infinity;
    default:
      throw new ValueError('unknown number');
  }
}

function decodeBigint(digits: unknown): bigint {
  if (typeof digits !== 'string' || matchText(BIGINT_DIGITS, digits) === null) {
    throw new ValueError('bigint is not at most 310 digits');
  }
  return toBigInt(digits);
}

function decodeTensor(dtype: unknown, shape: unknown, body: BodyReader): TensorValue {
  if (!isDtypeName(dtype)) throw new ValueError('unknown dtype');
  if (!isArray(shape)) throw new ValueError('shape is not a list');
  const count = elementCount(shape);
  if (count === undefined) throw new ValueError('shape is not a list of sizes');
  const ArrayType = TYPED_ARRAYS[dtype];
  const bytes = body.take(count * ArrayType.BYTES_PER_ELEMENT);
  if (dtype === 'bool') {
    for (let i = 0; i < count; i++) if ((bytes[i] as number) > 1) throw new ValueError('bool byte above 1');
  }
  const sizes: number[] = [];
  for (let axis = 0; axis < shape.length; axis++) append(sizes, shape[axis] as number);
  return createBare({
    kind: 'tensor',
    dtype,
    shape: sizes,
    data: new ArrayType(bufferOf(bytes) as ArrayBuffer),
  });
}

function decodeList(items: unknown, body: BodyReader, depth: number): Value[] {
  if (!isArray(items)) throw new ValueError('list without items');
  const list: Value[] = [];
  for (let i = 0; i < items.length; i++) append(list, decodeValue(items[i], body, depth + 1));
  return list;
}

function decodeRecord(parts: unknown, body: BodyReader, depth: number): ValueRecord {
  if (!isArray(parts) || parts.length % 2 !== 0) throw new ValueError('record without pairs');
  const record: Record<string, Value> = createBare({});
  for (let i = 0; i < parts.length; i += 2) {
    const key = checkedText(parts[i]);
    if (hasOwn(record, key)) throw new ValueError('a key twice in one record');
    define(record, key, decodeValue(parts[i + 1], body, depth + 1));
  }
  if (isReservedKind(record.kind)) throw new ValueError('record that poses as a tagged value');
  return record;
}

function decodeHandle(id: unknown, describes: unknown): Handle {
  if (typeof id !== 'number' || !isSafeInteger(id) || id < 0) throw new ValueError('handle without a number');
  return createBare({ kind: 'handle', id, describes: checkedText(describes) });
}
