import type { Dtype } from '../core/dtype.ts';
import { normalizeDim } from '../core/shape.ts';
import type { LaneReduction } from '../device/formulas.ts';
import { onesLike } from '../tensor/creation.ts';
import { elementsOf } from '../tensor/elements.ts';
import { type GradNode, record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { cat } from './cat.ts';
import { cumprod } from './cumprod.ts';
import { div } from './div.ts';
import { wgslProduct } from './families/lane-sum.ts';
import { method } from './families/methods.ts';
import {
  accumulationDtype,
  kept,
  type Lanes,
  lanesOf,
  oneDim,
  type ReductionDim,
  type ReductionOptions,
  reduceLanes,
  reductionOptions,
  spread,
  withDtype,
} from './families/reduction.ts';
import { flip } from './flip.ts';
import { mul } from './mul.ts';
import { sliced } from './narrow.ts';
import { reshape } from './reshape.ts';
import { convert } from './to.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The product over all elements, or over `dim`. The product of no elements is 1. Integers and bools multiply in
     * int64 and wrap around.
     *
     * ```ts
     * torch.tensor([[1, 2], [3, 4]]).prod(1); // → tensor([ 2, 12])
     * ```
     */
    prod(
      dim?: number | null | ReductionOptions,
      keepdim?: boolean | ReductionOptions,
      options?: ReductionOptions,
    ): Tensor;
  }
}

const product: LaneReduction = {
  name: 'prod',
  float: (x, start, end) => {
    let total = 1;
    for (let i = start; i < end; i++) total *= x[i] as number;
    return total;
  },
  integer: (x, start, end) => {
    let total = 1n;
    for (let i = start; i < end; i++) total = BigInt.asIntN(64, total * (x[i] as bigint));
    return total;
  },
  wgsl: wgslProduct,
};

export function prod(
  x: Tensor,
  dim?: ReductionDim,
  keepdim?: boolean | ReductionOptions,
  rest?: ReductionOptions,
): Tensor {
  const who = 'prod';
  const options = reductionOptions(who, x, dim, keepdim, rest, withDtype);
  const dtype = accumulationDtype(x.dtype, options.dtype);
  const node = oneDim(who, options) === null ? 'ProdBackward0' : 'ProdBackward1';
  const lanes = lanesOf(who, x, options);
  const y = reduceLanes(x, lanes, product, dtype, dtype);
  return record(y, node, [x], (grad, node) => [mul(spread(grad, lanes), slopes(node, lanes, dtype))]);
}

/** dy/dx: the product of all other elements of the lane. */
function slopes(node: GradNode, lanes: Lanes, dtype: Dtype): Tensor {
  const x = convert(node.x, dtype);
  if (!hasZero(x)) return div(kept(node.y, lanes), x);
  return lanes.dims.length === 1
    ? productOfOthers(x, lanes.dims[0] as number)
    : reshape(productOfOthers(reshape(x, [-1]), 0), x.sizes);
}

/** Whether dividing by the elements of `x` would lose what a 0 has wiped out. */
export function hasZero(x: Tensor): boolean {
  return elementsOf(x).includes(0 as never);
}

/** For every element the product of those before it and of those behind it. */
function productOfOthers(x: Tensor, dim: number): Tensor {
  const behind = flip(productBefore(flip(x, [dim]), dim), [dim]);
  return mul(productBefore(x, dim), behind);
}

function productBefore(x: Tensor, dim: number): Tensor {
  const at = normalizeDim('prod', dim, x.ndim);
  const first = onesLike(sliced(x, at, 0, 1));
  return cumprod(cat([first, sliced(x, at, 0, (x.sizes[at] as number) - 1)], at), at);
}

method('prod', prod);
