import type { TensorLike, TensorValue, Value } from './types.ts';
import { isDtypeName, isReservedKind, MAX_DEPTH } from './values.ts';

/**
 * A trusted value as it crosses: numbers, strings, booleans, bigints, null, undefined; tensors of either runtime;
 * arrays and plain objects of these. What is a `Value` already stays as it is.
 *
 * Throws TypeError, naming the place, on anything else.
 */
export function toValue(x: unknown): Value {
  return convert(x, '', 0);
}

function convert(x: unknown, path: string, depth: number): Value {
  const refuse = (seen: string): TypeError =>
    new TypeError(
      `${path === '' ? 'value' : path}: ${seen} cannot cross to a submission; expected a tensor, number, string, boolean, bigint, null, undefined, array or plain object`,
    );
  if (depth > MAX_DEPTH) throw refuse(`something nested more than ${MAX_DEPTH} deep`);
  if (typeof x === 'function' || typeof x === 'symbol') throw refuse(`a ${typeof x}`);
  if (typeof x !== 'object' || x === null) return x as Value;
  if (isTensorLike(x)) return tensorValue(x, refuse);
  if (isCrossing(x)) return x;
  if (Array.isArray(x)) return x.map((item: unknown, i) => convert(item, `${path}[${i}]`, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(x);
  if (prototype !== null && prototype !== Object.prototype)
    throw refuse(`a ${x.constructor?.name ?? 'class'} instance`);
  const entries = Object.entries(x).map(([key, item]: [string, unknown]): [string, Value] => [
    key,
    convert(item, path === '' ? key : `${path}.${key}`, depth + 1),
  ]);
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

/** By shape and not by class: the trusted runtime and the grader are separate bundles. */
function isTensorLike(x: object): x is TensorLike {
  return 'toTypedArray' in x && typeof x.toTypedArray === 'function' && 'shape' in x && 'dtype' in x;
}

function tensorValue(x: TensorLike, refuse: (seen: string) => TypeError): TensorValue {
  const dtype = x.dtype.name;
  if (!isDtypeName(dtype)) throw refuse(`a tensor of dtype ${dtype}`);
  return { kind: 'tensor', dtype, shape: [...x.shape], data: x.toTypedArray() };
}

/** A tensor, handle or marker that has crossed before, or was made as a `Value`. */
function isCrossing(x: object): x is Value & object {
  return 'kind' in x && isReservedKind(x.kind);
}
