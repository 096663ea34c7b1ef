import { cast, toInt64 } from '../core/cast.ts';
import { bool, type Dtype, dtypeOfArray, float32, int64, type TypedArray } from '../core/dtype.ts';
import { ArgumentError, describe, RuntimeError, ValueError } from '../core/errors.ts';
import { gather, type Layout } from '../core/layout.ts';
import { PyFloat, type Scalar } from '../core/python.ts';
import { product } from '../core/shape.ts';

/** What stands for several numbers: a tensor or anything else that gives nested arrays, as NumPy's `tolist` does. */
export interface Listable {
  readonly dtype: Dtype;
  tolist(): NestedScalars;
}

type NestedScalars = Scalar | readonly NestedScalars[];

/** An array of NumPy's kind: element (i, j, …) stands at offset + i·strides[0] + j·strides[1] + … of `data`. */
export interface StridedArray extends Layout {
  readonly data: TypedArray;
  readonly dtype: Dtype;
}

/** What `torch.tensor` reads: scalars in arrays of arrays, typed arrays, arrays, tensors, or a mixture. */
export type NestedData = Scalar | TypedArray | Listable | StridedArray | readonly NestedData[];

/** Nested data taken apart: its shape, the elements in row-major order, and the dtype it has of itself. */
interface Flattened {
  readonly sizes: readonly number[];
  readonly data: TypedArray;
  readonly dtype: Dtype;
}

/**
 * Reads nested data. Without `dtype`: any Python float (a fraction, NaN, an infinity, `py.float`) makes
 * everything float32, else any whole number int64, else bool; nothing at all is float32. Typed arrays and
 * tensors bring their own dtype.
 *
 * @throws ValueError where arrays of one level have different lengths; TypeError at what is no number.
 */
export function flatten(who: string, source: NestedData, dtype?: Dtype): Flattened {
  if (ArrayBuffer.isView(source)) {
    const own = dtypeOfArray(who, source);
    return { sizes: [source.length], data: cast(source, dtype ?? own), dtype: dtype ?? own };
  }
  if (isStridedArray(source)) {
    const elements = source.dtype.allocate(product(source.sizes));
    gather(source.data, source, elements);
    return { sizes: source.sizes, data: cast(elements, dtype ?? source.dtype), dtype: dtype ?? source.dtype };
  }
  const sizes = sizesOf(source);
  const leaves: Scalar[] = [];
  const found: { dtype: Dtype | undefined } = { dtype: undefined };
  collect(who, source, sizes, [], leaves, found);
  const target = dtype ?? found.dtype ?? inferDtype(leaves);
  return { sizes, data: pack(who, leaves, target), dtype: target };
}

/** Whether a value is an array of NumPy's kind. */
export function isStridedArray(value: unknown): value is StridedArray {
  return (
    typeof value === 'object' &&
    value !== null &&
    'data' in value &&
    ArrayBuffer.isView(value.data) &&
    'strides' in value &&
    'sizes' in value &&
    'dtype' in value
  );
}

function isListable(value: unknown): value is Listable {
  return (
    typeof value === 'object' && value !== null && 'tolist' in value && typeof value.tolist === 'function'
  );
}

/** The shape that the first element of every level announces; `collect` holds the others to it. */
function sizesOf(source: NestedData): number[] {
  const sizes: number[] = [];
  let level: NestedData | undefined = source;
  while (level !== undefined) {
    const items: unknown = isListable(level) ? level.tolist() : level;
    if (!Array.isArray(items) && !ArrayBuffer.isView(items)) break;
    const list = items as readonly NestedData[];
    // A cycle would descend for ever; no real data is this deep.
    if (sizes.length > 64) throw new ValueError({ who: 'tensor', seen: 'arrays nested more than 64 deep' });
    sizes.push(list.length);
    level = list[0];
  }
  return sizes;
}

function collect(
  who: string,
  source: NestedData,
  sizes: readonly number[],
  path: readonly number[],
  leaves: Scalar[],
  found: { dtype: Dtype | undefined },
): void {
  const depth = path.length;
  if (isListable(source) || ArrayBuffer.isView(source)) {
    found.dtype ??= isListable(source) ? source.dtype : dtypeOfArray(who, source);
  }
  const items: unknown = isListable(source) ? source.tolist() : source;
  if (Array.isArray(items) || ArrayBuffer.isView(items)) {
    const list = items as readonly NestedData[];
    if (depth >= sizes.length) throw ragged(who, path, `an array of ${list.length}`, 'a number');
    if (list.length !== sizes[depth]) {
      throw ragged(who, path, `an array of ${list.length}`, `an array of ${sizes[depth]}`);
    }
    // An index loop: `forEach` would skip the holes of a sparse array.
    for (let i = 0; i < list.length; i++)
      collect(who, list[i] as NestedData, sizes, [...path, i], leaves, found);
    return;
  }
  if (depth < sizes.length) throw ragged(who, path, describe(items), `an array of ${sizes[depth]}`);
  leaves.push(readScalar(who, items, path));
}

function ragged(who: string, path: readonly number[], seen: string, expected: string): ValueError {
  const place = path.map((index) => `[${index}]`).join('');
  return new ValueError({
    who,
    seen: `the element at ${place} is ${seen}`,
    expected: `${expected}, as in the element at ${path.map(() => '[0]').join('')}`,
    hint: 'all arrays of one level must have the same length',
  });
}

function readScalar(who: string, value: unknown, path: readonly number[]): Scalar {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value;
  if (value instanceof PyFloat) return value;
  const place =
    path.length === 0 ? 'the data' : `the element at ${path.map((index) => `[${index}]`).join('')}`;
  const complaint = {
    who,
    seen: `${place} is ${describe(value)}`,
    expected: 'numbers, booleans, or arrays of them',
  };
  // PyTorch raises another class for None.
  throw value === null || value === undefined ? new RuntimeError(complaint) : new ArgumentError(complaint);
}

function inferDtype(leaves: readonly Scalar[]): Dtype {
  let all: Dtype = leaves.length === 0 ? float32 : bool;
  for (const leaf of leaves) {
    if (leaf instanceof PyFloat || (typeof leaf === 'number' && !Number.isInteger(leaf))) return float32;
    if (typeof leaf !== 'boolean') all = int64;
  }
  return all;
}

function pack(who: string, leaves: readonly Scalar[], dtype: Dtype): TypedArray {
  const out = dtype.allocate(leaves.length);
  if (out instanceof BigInt64Array) {
    for (let i = 0; i < out.length; i++) out[i] = packInt64(who, leaves[i] as Scalar);
  } else if (dtype.kind === 'bool') {
    for (let i = 0; i < out.length; i++) out[i] = Number(leaves[i]) === 0 ? 0 : 1;
  } else {
    for (let i = 0; i < out.length; i++) out[i] = Number(leaves[i]);
  }
  return out;
}

function packInt64(who: string, leaf: Scalar): bigint {
  const value = typeof leaf === 'bigint' ? leaf : Number(leaf);
  const tooLarge =
    typeof value === 'bigint' ? BigInt.asIntN(64, value) !== value : Math.abs(value) >= 2 ** 63;
  if (tooLarge) {
    throw new RuntimeError({
      who,
      seen: `${value} does not fit int64`,
      hint: 'a whole number counts as int64; say { dtype: torch.float32 } for a float',
    });
  }
  return typeof value === 'bigint' ? value : toInt64(value);
}
