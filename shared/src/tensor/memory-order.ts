import { broadcastStrides, product } from '../core/shape.ts';
import { type Tensor, viewOf } from './tensor.ts';

/*
 * PyTorch draws random elements in the order in which they lie in memory, whatever the order of the dimensions:
 * `x.t().normal_()` gives `x` the numbers in its own order. A tensor made like another has its elements in the
 * same order in memory, so `randLike(x.t())` is drawn column by column.
 */

/** The dimensions of `x`, from the one with the longest steps in memory to the one with the shortest. */
function memoryOrder({ sizes, strides }: Tensor): number[] {
  const order = sizes.map((_, dim) => dim);
  // An insertion sort from the back; `sort` would not do, as a dimension without steps (stride 0) compares with
  // nothing and keeps its neighbours.
  for (let first = order.length - 2; first >= 0; first--) {
    let at = first;
    for (let next = first + 1; next < order.length; next++) {
      const outer = order[at] as number;
      const inner = order[next] as number;
      const difference = stepDifference(sizes, strides, outer, inner);
      if (difference > 0) break;
      if (difference === 0) continue;
      order[at] = inner;
      order[next] = outer;
      at = next;
    }
  }
  return order;
}

/** Positive where the steps of `outer` are the longer ones, negative where those of `inner` are. */
function stepDifference(
  sizes: readonly number[],
  strides: readonly number[],
  outer: number,
  inner: number,
): number {
  const outerStride = strides[outer] as number;
  const innerStride = strides[inner] as number;
  if (outerStride === 0 || innerStride === 0) return 0;
  if (outerStride !== innerStride) return outerStride - innerStride;
  return (sizes[inner] as number) > (sizes[outer] as number) ? -1 : 0;
}

/** The strides of a tensor like `x` without gaps: PyTorch's `torch.empty_like`. */
export function denseStrides(x: Tensor): readonly number[] {
  if (x.isContiguous() || isDense(x)) return x.strides;
  const order = memoryOrder(x);
  const sizes = order.map((dim) => Math.max(x.sizes[dim] as number, 1));
  const strides = new Array<number>(x.ndim);
  order.forEach((dim, i) => {
    strides[dim] = product(sizes.slice(i + 1));
  });
  return strides;
}

/** Whether the elements fill a piece of memory without gaps, each in a place of its own. */
function isDense(x: Tensor): boolean {
  const dims = [...x.sizes.keys()].filter((dim) => x.sizes[dim] !== 1);
  dims.sort((a, b) => (x.strides[a] as number) - (x.strides[b] as number));
  let step = 1;
  return dims.every((dim) => {
    const fits = x.strides[dim] === step;
    step *= x.sizes[dim] as number;
    return fits;
  });
}

/** A view of `source`, stretched to the shape of `x`, in the order in which the elements of `x` lie in memory. */
export function inMemoryOrder(source: Tensor, x: Tensor): Tensor {
  const strides = broadcastStrides(source.sizes, source.strides, x.sizes);
  const order = memoryOrder(x);
  const permuted = (values: readonly number[]): number[] => order.map((dim) => values[dim] as number);
  return viewOf(source, permuted(x.sizes), permuted(strides), source.offset);
}
