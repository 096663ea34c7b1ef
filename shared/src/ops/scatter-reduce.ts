import type { TypedArray } from '../core/dtype.ts';
import { describe, RuntimeError } from '../core/errors.ts';
import { normalizeDim } from '../core/shape.ts';
import type { Kernel } from '../device/kernel.ts';
import { named } from '../tensor/arguments.ts';
import { onesLike, zerosLike } from '../tensor/creation.ts';
import { type GradNode, record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { div } from './div.ts';
import { eq } from './eq.ts';
import { copyOf, runKernel } from './families/computed.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { positionsAlong } from './families/positions.ts';
import { gather } from './gather.ts';
import type { IndexArguments } from './index-select.ts';
import { logicalAnd } from './logical-and.ts';
import { maskedFill } from './masked-fill.ts';
import { mul } from './mul.ts';
import { scatter, scatterAdd, scatterSource } from './scatter.ts';
import { convert } from './to.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * All elements of `src` that an index sends to one place, reduced to one, together with the element that is there
     * unless `includeSelf` is false.
     *
     * ```ts
     * const x = torch.tensor([1, 1]);
     * x.scatterReduce(0, torch.tensor([0, 0]), torch.tensor([3, 4]), 'prod'); // → tensor([12,  1])
     * ```
     */
    scatterReduce(
      dim: number,
      index: Tensor,
      src: Tensor,
      reduce: Reduction | ScatterReduceOptions,
      options?: ScatterReduceOptions,
    ): Tensor;
    scatterReduce(options: ScatterReduceArguments): Tensor;
    /** `scatterReduce`, in place. */
    scatterReduce_(
      dim: number,
      index: Tensor,
      src: Tensor,
      reduce: Reduction | ScatterReduceOptions,
      options?: ScatterReduceOptions,
    ): this;
    scatterReduce_(options: ScatterReduceArguments): this;
  }
}

type Reduction = 'sum' | 'prod' | 'mean' | 'amax' | 'amin';

export interface ScatterReduceOptions {
  readonly reduce?: Reduction;
  readonly includeSelf?: boolean;
}

export interface ScatterReduceArguments extends IndexArguments {
  readonly src: Tensor;
  readonly reduce: Reduction;
  readonly includeSelf?: boolean;
}

type Pair = <E extends number | bigint>(a: E, b: E) => E;

/** How two elements become one; a mean is a sum that is divided in the end. NaN wins a comparison, as in PyTorch. */
const combine: Readonly<Record<Reduction, Pair>> = {
  sum: (a, b) => ((a as number) + (b as number)) as typeof a,
  mean: (a, b) => ((a as number) + (b as number)) as typeof a,
  prod: (a, b) => ((a as number) * (b as number)) as typeof a,
  amax: (a, b) => (b > a || Number.isNaN(b) ? b : a),
  amin: (a, b) => (b < a || Number.isNaN(b) ? b : a),
};

export function scatterReduce(
  x: Tensor,
  dim: number | ScatterReduceArguments,
  index?: Tensor,
  src?: Tensor,
  reduce?: Reduction | ScatterReduceOptions,
  options?: ScatterReduceOptions,
): Tensor {
  const who = 'scatterReduce';
  requireTensor(who, x);
  const names = ['dim', 'index', 'src', 'reduce', 'includeSelf'] as const;
  const given = named<ScatterReduceArguments>(who, names, 4, [dim, index, src, reduce, options]);
  if (combine[given.reduce] === undefined) {
    throw new RuntimeError({
      who,
      seen: `reduce is ${describe(given.reduce)}`,
      expected: "reduce argument must be either 'sum', 'prod', 'mean', 'amax' or 'amin'",
    });
  }
  const at = normalizeDim(who, given.dim, x.ndim);
  const positions = positionsAlong(who, x.sizes, at, given.index);
  const source = scatterSource(who, x, given.index, given.src);
  const includeSelf = given.includeSelf ?? true;
  const parameters = { positions, reduce: given.reduce, includeSelf };
  const y = copyOf(x, x.dtype);
  runKernel(who, reduceInto, [source.detach()], [y], parameters);
  const along = { dim: at, index: given.index, reduce: given.reduce, includeSelf };
  return record(y, 'ScatterReduceBackward0', [x, source], (grad, node) => backward(grad, node, along));
}

/** Which elements go where, and what becomes of those that meet. */
interface Meeting {
  readonly positions: Int32Array;
  readonly reduce: Reduction;
  readonly includeSelf: boolean;
}

/** y[positions[i]] becomes what it and x[i] are reduced to. */
const reduceInto: Kernel<readonly [TypedArray], readonly [TypedArray], Meeting> = {
  name: 'scatterReduce',
  cpu: ([x], [y], { positions, reduce, includeSelf }) => {
    const pair = combine[reduce];
    const counts = new Float64Array(y.length).fill(includeSelf ? 1 : 0);
    for (let i = 0; i < positions.length; i++) {
      const to = positions[i] as number;
      const value = x[i] as number;
      y[to] = counts[to] === 0 ? value : pair(y[to] as number, value);
      counts[to] = (counts[to] as number) + 1;
    }
    if (reduce === 'mean') divide(y, counts);
  },
};

/** Means of what was added up; integers are rounded down. */
function divide(sums: TypedArray, counts: Float64Array): void {
  for (let i = 0; i < sums.length; i++) {
    const count = Math.max(counts[i] as number, 1);
    if (sums instanceof BigInt64Array) {
      const n = BigInt(count);
      const sum = sums[i] as bigint;
      sums[i] = sum / n - (sum % n !== 0n && sum < 0n ? 1n : 0n);
    } else {
      const mean = (sums[i] as number) / count;
      sums[i] = sums instanceof Float32Array || sums instanceof Float64Array ? mean : Math.floor(mean);
    }
  }
}

interface Along {
  readonly dim: number;
  readonly index: Tensor;
  readonly reduce: Reduction;
  readonly includeSelf: boolean;
}

function backward(grad: Tensor, node: GradNode, along: Along): readonly (Tensor | null)[] {
  const { dim, index, includeSelf } = along;
  const [own, spread] = gradients(grad, node, along);
  return [includeSelf ? own : scatter(own, dim, index, 0), spread];
}

function gradients(
  grad: Tensor,
  node: GradNode,
  { dim, index, reduce, includeSelf }: Along,
): readonly [Tensor, Tensor] {
  if (reduce === 'sum') return [grad, gather(grad, dim, index)];
  const x = node.tensor(0);
  const src = node.tensor(1);
  if (reduce === 'mean') {
    const added = scatterAdd(includeSelf ? onesLike(x) : zerosLike(x), dim, index, onesLike(src));
    const share = div(grad, maskedFill(added, eq(added, 0), 1));
    return [share, gather(share, dim, index)];
  }
  if (reduce === 'prod') return productGradients(grad, x, src, dim, index, includeSelf, node.y);
  // The gradient of a largest or smallest element is shared evenly among all that equal it.
  const isX = convert(eq(x, node.y), grad.dtype);
  const isSrc = convert(eq(src, gather(node.y, dim, index)), grad.dtype);
  const share = div(grad, scatterAdd(isX, dim, index, isSrc));
  return [mul(isX, share), mul(isSrc, gather(share, dim, index))];
}

/** The product of the others for each factor: by division, but for zeros, for which it is multiplied anew. */
function productGradients(
  grad: Tensor,
  x: Tensor,
  src: Tensor,
  dim: number,
  index: Tensor,
  includeSelf: boolean,
  y: Tensor,
): readonly [Tensor, Tensor] {
  const options = { includeSelf };
  const withoutZero = maskedFill(x, eq(x, 0), 1);
  const others = scatterReduce(withoutZero, dim, index, src, 'prod', options);
  const own = div(mul(grad, others), withoutZero);
  const isZero = eq(src, 0);
  const zeros = gather(scatterAdd(zerosLike(x), dim, index, convert(isZero, x.dtype)), dim, index);
  const onlyZero = logicalAnd(isZero, eq(zeros, 1));
  const othersOfZero = scatterReduce(x, dim, index, maskedFill(src, onlyZero, 1), 'prod', options);
  const byDivision = div(gather(mul(grad, y), dim, index), maskedFill(src, isZero, 1));
  return [own, where(onlyZero, gather(mul(grad, othersOfZero), dim, index), byDivision)];
}

method('scatterReduce', scatterReduce);
inPlaceMethod('scatterReduce', scatterReduce);
