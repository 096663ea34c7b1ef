import { int32, int64, type TypedArray } from '../../core/dtype.ts';
import { normalizeDim, product } from '../../core/shape.ts';
import type { Kernel } from '../../device/kernel.ts';
import { namedTuple, type ValuesAndIndices } from '../../tensor/named-tuple.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { runKernel, zerosOn } from './computed.ts';
import { picked } from './placement.ts';
import { permuted, requireElements } from './reduction.ts';

/*
 * Operations that choose among the elements along one dimension: sort, topk, max and median with a dim, cummax.
 * Each says for one lane which of its elements it chooses; values, indices and the gradient, which goes to the
 * chosen, follow from that.
 */

/** Writes which elements of the lane `x[start … end]` are chosen, counted from its start, into all of `chosen`. */
export type Choose = (x: TypedArray, start: number, end: number, chosen: Int32Array) => void;

/** How many elements of a lane are chosen, and whether a dimension for them stays. */
export interface Selection {
  readonly dim: number;
  readonly count: number;
  /** Whether the dimension goes; it can where one element is chosen. */
  readonly drop: boolean;
}

/** As many chosen as there are: sort, and running extremes. */
export function wholeLanes(name: string, x: Tensor, dim: number): Selection {
  const at = normalizeDim(name, dim, x.ndim);
  return { dim: at, count: x.sizes[at] ?? 1, drop: false };
}

/** The chosen elements and their indices along the dimension; `node` is PyTorch's name of the recorded node. */
export function select(
  name: string,
  node: string,
  x: Tensor,
  selection: Selection,
  choose: Choose,
): ValuesAndIndices {
  const { positions, indices, sizes } = selected(name, x, selection, choose);
  return namedTuple(name, { values: picked(node, x, positions, sizes), indices });
}

/**
 * One element of every lane, as `max(dim)` or `median(dim)` choose it.
 *
 * @throws IndexError where the dimension has no element to choose from.
 */
export function selectOne(
  name: string,
  node: string,
  x: Tensor,
  dim: number,
  keepdim: boolean,
  choose: Choose,
): ValuesAndIndices {
  const at = normalizeDim(name, dim, x.ndim);
  requireElements(name, x, [at]);
  return select(name, node, x, { dim: at, count: 1, drop: !keepdim }, choose);
}

/** The indices alone. */
export function selectIndices(name: string, x: Tensor, selection: Selection, choose: Choose): Tensor {
  return selected(name, x, selection, choose).indices;
}

function selected(
  name: string,
  x: Tensor,
  { dim, count, drop }: Selection,
  choose: Choose,
): { positions: Tensor; indices: Tensor; sizes: readonly number[] } {
  const at = normalizeDim(name, dim, x.ndim);
  const order = x.ndim === 0 ? [] : [...x.sizes.keys()].filter((i) => i !== at).concat(at);
  const sizes = x.ndim === 0 ? [] : drop ? x.sizes.toSpliced(at, 1) : x.sizes.with(at, count);
  const positions = zerosOn(x.device, int32, sizes);
  const indices = zerosOn(x.device, int64, sizes);
  runKernel(name, selectionBy(name, choose), [permuted(x, order)], [positions, indices], {
    // A 0-d tensor is one lane of one element.
    length: x.sizes[at] ?? 1,
    inner: product(x.sizes.slice(at + 1)),
    lanes: product(x.sizes.toSpliced(at, 1)),
    count,
  });
  return { positions, indices, sizes };
}

/** How a tensor falls into lanes of `length` elements, which lie `inner` apart in row-major order. */
interface SelectedLanes {
  readonly length: number;
  readonly inner: number;
  readonly lanes: number;
  /** How many elements of a lane are chosen. */
  readonly count: number;
}

/** Chooses from lanes that follow one another; gives positions among the elements of the tensor, and in the lane. */
function selectionBy(
  name: string,
  choose: Choose,
): Kernel<readonly [TypedArray], readonly [positions: Int32Array, indices: BigInt64Array], SelectedLanes> {
  return {
    name,
    cpu: ([x], [positions, indices], { length, inner, lanes, count }) => {
      const chosen = new Int32Array(count);
      for (let lane = 0; lane < lanes; lane++) {
        choose(x, lane * length, (lane + 1) * length, chosen);
        // In row-major order the lanes of one outer index stand side by side, their elements `inner` apart.
        const outer = Math.floor(lane / inner);
        const first = outer * length * inner + (lane % inner);
        const target = outer * count * inner + (lane % inner);
        for (let k = 0; k < count; k++) {
          const index = chosen[k] as number;
          positions[target + k * inner] = first + index * inner;
          indices[target + k * inner] = BigInt(index);
        }
      }
    },
  };
}

/**
 * How element i of `x` stands to element j in ascending order, negative for before: NaN is larger than every
 * number, and of equals the first comes first.
 */
export function ascending(x: TypedArray, i: number, j: number): number {
  const a = x[i] as number | bigint;
  const b = x[j] as number | bigint;
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return i - j;
  return nanLast(a, b) || i - j;
}

/** The same from the largest down; NaN comes first, and still the first of equals. */
export function descending(x: TypedArray, i: number, j: number): number {
  const a = x[i] as number | bigint;
  const b = x[j] as number | bigint;
  if (a > b) return -1;
  if (a < b) return 1;
  if (a === b) return i - j;
  return -nanLast(a, b) || i - j;
}

/** 1 where a alone is NaN, −1 where b alone is. */
function nanLast(a: number | bigint, b: number | bigint): number {
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** The elements of a lane in order, counted from its start. */
export function ranking(x: TypedArray, start: number, end: number, order: typeof ascending): Int32Array {
  const ranks = new Int32Array(end - start);
  for (let i = 0; i < ranks.length; i++) ranks[i] = i;
  return ranks.sort((i, j) => order(x, start + i, start + j));
}

/** The first NaN of a lane, counted from its start; −1 where there is none. */
export function firstNan(x: TypedArray, start: number, end: number): number {
  if (x instanceof BigInt64Array) return -1;
  for (let i = start; i < end; i++) if (Number.isNaN(x[i])) return i - start;
  return -1;
}
