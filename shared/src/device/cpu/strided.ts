import { cast, toInt64 } from '../../core/cast.ts';
import type { Dtype, NumberArray, TypedArray } from '../../core/dtype.ts';
import { gather, type Layout, positionsOf } from '../../core/layout.ts';
import { scalarNumber } from '../../core/python.ts';
import { broadcastStrides, contiguousStrides, isContiguous, product, sameSizes } from '../../core/shape.ts';
import { unsetArray } from '../../core/unset-array.ts';
import type { DeviceBuffer, Strided, StridedOrScalar } from '../device.ts';

/*
 * The only code that knows strides. Two operands are walked as they lie where they lie in two dimensions. Every other loop
 * works on contiguous arrays: a transposed or broadcast operand is first gathered into one, a result for a view is
 * scattered from one.
 */

/** The array that a buffer of this device is. */
export function arrayOf(buffer: DeviceBuffer): TypedArray {
  return buffer as TypedArray;
}

/** The elements in row-major order. They may be the buffer itself: read them, never write them. */
export function elementsOf(x: Strided): TypedArray {
  const data = arrayOf(x.storage.buffer);
  const count = product(x.sizes);
  if (isContiguous(x.sizes, x.strides)) {
    return count === data.length ? data : data.subarray(x.offset, x.offset + count);
  }
  const out = unsetArray(x.dtype, count);
  gather(data, x, out);
  return out;
}

/** The elements in row-major order converted to `dtype`; read-only, as above. */
export function elementsAs(x: Strided, dtype: Dtype): TypedArray {
  const elements = elementsOf(x);
  return x.dtype === dtype ? elements : cast(elements, dtype);
}

/** The elements of an operand stretched to `sizes`, converted to `dtype`; a single element stays single. Read-only. */
export function stretchedElements(x: StridedOrScalar, sizes: readonly number[], dtype: Dtype): TypedArray {
  if (!isStrided(x)) {
    const one = dtype.allocate(1);
    if (one instanceof BigInt64Array) one[0] = typeof x === 'bigint' ? x : toInt64(scalarNumber(x));
    else one[0] = dtype.kind === 'bool' ? Number(scalarNumber(x) !== 0) : scalarNumber(x);
    return one;
  }
  if (sameSizes(x.sizes, sizes) || product(x.sizes) === 1) return elementsAs(x, dtype);
  const out = unsetArray(x.dtype, product(sizes));
  const strides = broadcastStrides(x.sizes, x.strides, sizes);
  gather(arrayOf(x.storage.buffer), { sizes, strides, offset: x.offset }, out);
  return x.dtype === dtype ? out : cast(out, dtype);
}

/**
 * Two operands as a loop over rows and columns walks them: each from a start, by a step from row to row and another from
 * column to column. A step of 0 stays: so a row that is added to every row, or a number to all, needs no copies. Several
 * planes of rows follow one another where they are large: so a number for each channel of many pictures needs none.
 */
export interface Grid {
  readonly planes: number;
  readonly planeA: number;
  readonly planeB: number;
  readonly rows: number;
  readonly columns: number;
  readonly a: TypedArray;
  readonly startA: number;
  readonly rowA: number;
  readonly columnA: number;
  readonly b: TypedArray;
  readonly startB: number;
  readonly rowB: number;
  readonly columnB: number;
}

/** From how many elements on a plane is walked for itself; the operands of smaller ones are copied. */
const PLANE = 256;

/** The planes of a grid, each a grid of its own. */
export function planesOf(grid: Grid): Grid[] {
  const { planes, planeA, planeB, startA, startB } = grid;
  return Array.from({ length: planes }, (_, i) => ({
    ...grid,
    planes: 1,
    startA: startA + i * planeA,
    startB: startB + i * planeB,
  }));
}

/** The operands stretched to `sizes` and converted to `dtype`, as a loop over all elements of the result walks them. */
export function gridOf(a: StridedOrScalar, b: StridedOrScalar, sizes: readonly number[], dtype: Dtype): Grid {
  const left = operandIn(a, dtype);
  const right = operandIn(b, dtype);
  let planes = 1;
  let planeA = 0;
  let planeB = 0;
  let rows = 1;
  let rowA = 0;
  let rowB = 0;
  let columns = 1;
  let columnA = 0;
  let columnB = 0;
  for (let dim = sizes.length - 1; dim >= 0; dim--) {
    const size = sizes[dim] as number;
    if (size === 1) continue;
    const stepA = stepAlong(left, dim - sizes.length + left.sizes.length);
    const stepB = stepAlong(right, dim - sizes.length + right.sizes.length);
    // Dimensions that both operands walk as one are one.
    if (columns === 1) {
      columns = size;
      columnA = stepA;
      columnB = stepB;
    } else if (rows === 1 && stepA === columnA * columns && stepB === columnB * columns) {
      columns *= size;
    } else if (rows === 1) {
      rows = size;
      rowA = stepA;
      rowB = stepB;
    } else if (planes === 1 && stepA === rowA * rows && stepB === rowB * rows) {
      rows *= size;
    } else if (planes === 1 && rows * columns >= PLANE) {
      planes = size;
      planeA = stepA;
      planeB = stepB;
    } else if (stepA === planeA * planes && stepB === planeB * planes && planes > 1) {
      planes *= size;
    } else {
      // Too many dimensions, or too short: in copies that lie in order it is one.
      return gridOf(copied(a, sizes, dtype), copied(b, sizes, dtype), sizes, dtype);
    }
  }
  return {
    planes,
    planeA,
    planeB,
    rows,
    columns,
    a: arrayOf(left.storage.buffer),
    startA: left.offset,
    rowA,
    columnA,
    b: arrayOf(right.storage.buffer),
    startB: right.offset,
    rowB,
    columnB,
  };
}

const noSizes: readonly number[] = [];

/** The operand in `dtype`, where it is if that is its own. */
function operandIn(x: StridedOrScalar, dtype: Dtype): Strided {
  if (!isStrided(x)) return copied(x, noSizes, dtype);
  return x.dtype === dtype ? x : copied(x, x.sizes, dtype);
}

/** The operand stretched to `sizes` and converted, in row-major order; a single element stays single. */
function copied(x: StridedOrScalar, asked: readonly number[], dtype: Dtype): Strided {
  const buffer = stretchedElements(x, asked, dtype);
  const sizes = buffer.length === 1 ? noSizes : asked;
  return { storage: { buffer }, dtype, sizes, strides: contiguousStrides(sizes), offset: 0 };
}

/** From element to element along a dimension of the operand; 0 where it has none, or only one to repeat. */
function stepAlong({ sizes, strides }: Strided, dim: number): number {
  return dim < 0 || sizes[dim] === 1 ? 0 : (strides[dim] as number);
}

function isStrided(x: StridedOrScalar): x is Strided {
  return typeof x === 'object' && 'storage' in x;
}

/** Rows of at least so many elements are written as one block; for shorter ones the call would cost more. */
const BLOCK = 16;

/** Writes the elements of `source`, stretched and converted, to the places of `target`. */
export function overwriteElements(source: Strided, target: Strided): void {
  const elements = stretchedElements(source, target.sizes, target.dtype);
  const data = arrayOf(target.storage.buffer);
  const repeated = elements.length === 1 && product(target.sizes) !== 1;
  const { length, outer } = innermostBlock(target);
  if (repeated || (length < BLOCK && outer.sizes.length > 0)) {
    const positions = positionsOf(target);
    for (let i = 0; i < positions.length; i++) {
      data[positions[i] as number] = elements[repeated ? 0 : i] as number;
    }
    return;
  }
  positionsOf(outer).forEach((start, i) => {
    const block = elements.subarray(i * length, (i + 1) * length);
    if (data instanceof BigInt64Array) data.set(block as BigInt64Array, start);
    else data.set(block as NumberArray, start);
  });
}

/** How many elements lie side by side in the last dimensions, and how the blocks of them lie. */
function innermostBlock({ sizes, strides, offset }: Layout): { length: number; outer: Layout } {
  let length = 1;
  let dim = sizes.length;
  while (dim > 0 && (strides[dim - 1] === length || sizes[dim - 1] === 1)) length *= sizes[--dim] as number;
  return { length, outer: { sizes: sizes.slice(0, dim), strides: strides.slice(0, dim), offset } };
}
