import { product } from '../core/shape.ts';

/*
 * PyTorch fills a tensor in the order in which its elements lie in memory, whatever the order of its dimensions:
 * `x.t().normal_()` gives `x` the numbers that `x.normal_()` would give it one by one.
 */

/** The dimensions from the one with the longest steps in memory to the one with the shortest. */
export function memoryOrder(sizes: readonly number[], strides: readonly number[]): number[] {
  const order = sizes.map((_, dim) => dim);
  // An insertion sort from the back, as the comparison is none that could be handed to `sort`: a dimension
  // without steps (stride 0) compares with nothing and keeps its neighbours.
  for (let i = order.length - 2; i >= 0; i--) {
    let at = i;
    for (let inner = i + 1; inner < order.length; inner++) {
      const comparison = compareSteps(sizes, strides, order[at] as number, order[inner] as number);
      if (comparison > 0) break;
      if (comparison === 0) continue;
      const moved = order[at] as number;
      order[at] = order[inner] as number;
      order[inner] = moved;
      at = inner;
    }
  }
  return order;
}

/** Positive where the steps of `outer` are the longer ones, negative where those of `inner` are. */
function compareSteps(
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

/** Strides without gaps for these sizes, with the dimensions in memory in the given order. */
export function stridesInOrder(sizes: readonly number[], order: readonly number[]): number[] {
  const strides = new Array<number>(sizes.length);
  order.forEach((dim, i) => {
    strides[dim] = product(order.slice(i + 1).map((inner) => Math.max(sizes[inner] as number, 1)));
  });
  return strides;
}
