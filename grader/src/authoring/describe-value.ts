import type { TensorValue, Value } from '../sandbox/types.ts';

const MAX_ITEMS = 24;
const MAX_TEXT = 400;

/** A shape as messages print it: `()`, `(3,)`, `(2, 3)`. */
export function describeShape(shape: readonly (number | string)[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

/** How the sizes of a received value stand in a sentence. */
export interface ToldSizes {
  size(size: number): string;
  shape(shape: readonly number[]): string;
}

/** Every size as it is: for staff, and for visible cases. */
export const EXACT_SIZES: ToldSizes = { size: String, shape: describeShape };

/** What kind of thing a value is, without its contents: with `toldSizes` it is safe for a hidden case. */
export function describeKind(value: Value, sizes: ToldSizes = EXACT_SIZES): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${sizes.size(value.length)}`;
  if (typeof value === 'object') {
    if (isTensor(value)) return `a ${value.dtype} tensor of shape ${sizes.shape(value.shape)}`;
    if ('kind' in value && value.kind === 'handle') return `${value.describes}`;
    return 'an object';
  }
  if (value === undefined) return 'undefined';
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return { number: 'a number', bigint: 'a bigint', string: 'a text', boolean: 'a boolean' }[
    typeof value as 'number'
  ];
}

/** A value with its contents, for staff and for visible cases; long ones are cut. */
export function describeValue(value: Value): string {
  const text = isTensor(value) ? describeTensor(value) : describePlain(value);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

export function isTensor(value: Value): value is TensorValue {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'tensor';
}

function describePlain(value: Value): string {
  if (typeof value === 'number') return describeNumber(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (isTensor(value)) return describeTensor(value);
  if (Array.isArray(value)) return describeList(value.map(describePlain));
  if (typeof value === 'object' && value !== null) {
    if ('kind' in value) return describeKind(value);
    const entries = Object.entries(value as { [key: string]: Value });
    return `{ ${entries.map(([key, item]) => `${key}: ${describePlain(item)}`).join(', ')} }`;
  }
  return typeof value === 'bigint' ? `${value}n` : String(value);
}

function describeTensor({ dtype, shape, data }: TensorValue): string {
  let offset = 0;
  const walk = (axis: number): string => {
    if (axis === shape.length) return describeNumber(data[offset++] as number | bigint, dtype === 'bool');
    return describeList(Array.from({ length: shape[axis] as number }, () => walk(axis + 1)));
  };
  const text = walk(0);
  return dtype === 'float32' ? text : `${text} (${dtype})`;
}

function describeList(items: readonly string[]): string {
  const shown = items.length > MAX_ITEMS ? [...items.slice(0, MAX_ITEMS), `… ${items.length} in all`] : items;
  return `[${shown.join(', ')}]`;
}

function describeNumber(x: number | bigint, bool = false): string {
  if (bool) return x ? 'true' : 'false';
  if (typeof x === 'bigint' || Number.isInteger(x) || !Number.isFinite(x)) return String(x);
  const size = Math.abs(x);
  return size >= 1e-3 && size < 1e6 ? String(Number(x.toFixed(6))) : x.toExponential(4);
}
