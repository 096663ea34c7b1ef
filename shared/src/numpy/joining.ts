import { ValueError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { type Call, readCall } from './arguments.ts';
import { inverseOrder, readAxis } from './axis.ts';
import type { NdArray } from './nd-array.ts';
import { type ArrayLike, asarray, joined } from './reading.ts';

export interface AxisOption {
  readonly axis?: number;
}

type AxisCall = Call<[axis: number], AxisOption>;

function axisOf(who: string, given: AxisCall): unknown {
  return readCall(who, given, ['axis']).axis ?? 0;
}

function partsOf(who: string, sources: readonly ArrayLike[]): NdArray[] {
  const parts = Array.from(sources, (source) => asarray(who, source));
  if (parts.length === 0) throw new ValueError({ who, seen: 'need at least one array to concatenate' });
  return parts;
}

/**
 * Arrays one after the other along an axis that they have: `np.concatenate`. The other sizes agree.
 *
 * ```ts
 * np.concatenate([[1, 2], [3]]); // → [1 2 3]
 * np.concatenate([[[1, 2]], [[3, 4]]], { axis: 1 }); // → [[1 2 3 4]]
 * ```
 */
export function concatenate(sources: readonly ArrayLike[], ...given: AxisCall): NdArray {
  const who = 'concatenate';
  return concatenated(who, partsOf(who, sources), axisOf(who, given));
}

function concatenated(who: string, parts: readonly NdArray[], axis: unknown): NdArray {
  const [first] = parts;
  if (first === undefined || first.ndim === 0) {
    throw new ValueError({
      who,
      seen: 'zero-dimensional arrays cannot be concatenated',
      hint: 'use np.stack',
    });
  }
  const dim = readAxis(who, axis, first.ndim);
  for (const part of parts) {
    if (part.ndim !== first.ndim || part.sizes.some((size, i) => i !== dim && size !== first.sizes[i])) {
      throw new ValueError({
        who,
        seen: `shapes ${shapeText(first.sizes)} and ${shapeText(part.sizes)}`,
        expected: `sizes that agree except along axis ${dim}`,
      });
    }
  }
  // Along the first dimension the elements simply follow each other, so the axis is moved there and back.
  const order = [dim, ...first.sizes.map((_, i) => i).filter((i) => i !== dim)];
  const total = parts.reduce((sum, part) => sum + (part.sizes[dim] as number), 0);
  const sizes = order.map((i) => (i === dim ? total : (first.sizes[i] as number)));
  const moved = parts.map((part) => part.transpose(...order));
  return joined(moved, sizes)
    .transpose(...inverseOrder(order))
    .copy();
}

/**
 * Arrays of one shape along a new axis.
 *
 * ```ts
 * np.stack([[1, 2], [3, 4]], { axis: 1 }); // → [[1 3]\n [2 4]]
 * ```
 */
export function stack(sources: readonly ArrayLike[], ...given: AxisCall): NdArray {
  const who = 'stack';
  const parts = partsOf(who, sources);
  const dim = readAxis(who, axisOf(who, given), (parts[0] as NdArray).ndim + 1);
  return concatenated(
    who,
    parts.map((part) => expandDims(part, dim)),
    dim,
  );
}

/** Rows (or matrices) below each other. */
export function vstack(sources: readonly ArrayLike[]): NdArray {
  const parts = partsOf('vstack', sources);
  return concatenated(
    'vstack',
    parts.map((part) => (part.ndim < 2 ? part.reshape(1, -1) : part)),
    0,
  );
}

/** Vectors one after the other, or matrices side by side. */
export function hstack(sources: readonly ArrayLike[]): NdArray {
  const parts = partsOf('hstack', sources).map((part) => (part.ndim === 0 ? part.reshape(1) : part));
  return concatenated('hstack', parts, parts[0]?.ndim === 1 ? 0 : 1);
}

/** Vectors as the columns of a matrix, with matrices beside them. */
export function columnStack(sources: readonly ArrayLike[]): NdArray {
  const parts = partsOf('columnStack', sources);
  return concatenated(
    'columnStack',
    parts.map((part) => (part.ndim < 2 ? part.reshape(-1, 1) : part)),
    1,
  );
}

/** With a new dimension of size 1 at `axis`. */
export function expandDims(source: ArrayLike, axis: number): NdArray {
  const a = asarray('expandDims', source);
  const dim = readAxis('expandDims', axis, a.ndim + 1);
  return a.view(a.sizes.toSpliced(dim, 0, 1), a.strides.toSpliced(dim, 0, 0));
}
