import { describe, RuntimeError } from '../core/errors.ts';
import { isScalar, type Scalar } from '../core/python.ts';
import { normalizeDim, shapeText } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import { filled } from '../tensor/creation.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { requireOperand, requireTensor } from './families/operand.ts';
import { picked } from './families/placement.ts';
import { cornerPositions, positionsAlong } from './families/positions.ts';
import { addedAt, replaced, replacedBy, requireSameDtype } from './families/replacement.ts';
import type { IndexArguments } from './index-select.ts';
import { scatterReduce } from './scatter-reduce.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Writes along `dim` by an index for every element of `src`, or for one value: y[i][index[i][j]] = src[i][j] for
     * dim 1. The inverse of `gather`.
     *
     * ```ts
     * torch.zeros(2, 3).scatter(1, torch.tensor([[2], [0]]), 1); // → tensor([[0., 0., 1.],\n        [1., 0., 0.]])
     * ```
     *
     * @throws RuntimeError for an index that is not int64, out of range, or larger than `src`.
     */
    scatter(dim: number, index: Tensor, src: Tensor | Scalar, options?: ScatterOptions): Tensor;
    scatter(options: ScatterArguments): Tensor;
    /** `scatter`, in place. */
    scatter_(dim: number, index: Tensor, src: Tensor | Scalar, options?: ScatterOptions): this;
    scatter_(options: ScatterArguments): this;
    /**
     * `src` added along `dim` by an index for every element: y[i][index[i][j]] += src[i][j] for dim 1.
     *
     * ```ts
     * torch.zeros(3).scatterAdd(0, torch.tensor([0, 2, 2]), torch.ones(3)); // → tensor([1., 0., 2.])
     * ```
     */
    scatterAdd(dim: number, index: Tensor, src: Tensor): Tensor;
    scatterAdd(options: IndexArguments & { readonly src: Tensor }): Tensor;
    /** `scatterAdd`, in place. */
    scatterAdd_(dim: number, index: Tensor, src: Tensor): this;
    scatterAdd_(options: IndexArguments & { readonly src: Tensor }): this;
  }
}

export interface ScatterOptions {
  /** Add to, or multiply, what is there; no gradient flows then. */
  readonly reduce?: 'add' | 'multiply';
}

export interface ScatterArguments extends IndexArguments, ScatterOptions {
  readonly src?: Tensor | Scalar;
  /** PyTorch's name for `src` where it is a number. */
  readonly value?: Scalar;
}

export function scatter(
  x: Tensor,
  dim: number | ScatterArguments,
  index?: Tensor,
  src?: Tensor | Scalar,
  options?: ScatterOptions,
): Tensor {
  const who = 'scatter';
  requireTensor(who, x);
  const names = ['dim', 'index', 'src', 'reduce', 'value'] as const;
  const given = named<ScatterArguments>(who, names, 2, [dim, index, src, options]);
  const source = given.src ?? given.value;
  requireOperand(who, source);
  const at = normalizeDim(who, given.dim, x.ndim);
  if (given.reduce !== undefined) {
    const values = isScalar(source) ? filled(given.index.sizes, source, x.dtype, x.device) : source;
    return reduced(x.detach(), at, given.index, values.detach(), given.reduce);
  }
  const positions = positionsAlong(who, x.sizes, at, given.index);
  if (isScalar(source)) return replacedBy('ScatterBackward1', x, positions, source);
  return replaced('ScatterBackward0', x, positions, scatterSource(who, x, given.index, source));
}

function reduced(x: Tensor, dim: number, index: Tensor, values: Tensor, reduce: string): Tensor {
  if (reduce === 'add') return scatterAdd(x, dim, index, values);
  if (reduce === 'multiply') return scatterReduce(x, dim, index, values, 'prod');
  throw new RuntimeError({
    who: 'scatter',
    seen: `reduce is ${describe(reduce)}`,
    expected: "reduce argument must be either 'add' or 'multiply'",
  });
}

export function scatterAdd(
  x: Tensor,
  dim: number | (IndexArguments & { readonly src: Tensor }),
  index?: Tensor,
  src?: Tensor,
): Tensor {
  const who = 'scatterAdd';
  requireTensor(who, x);
  const names = ['dim', 'index', 'src'] as const;
  const given = named<IndexArguments & { readonly src: Tensor }>(who, names, 3, [dim, index, src]);
  const at = normalizeDim(who, given.dim, x.ndim);
  const positions = positionsAlong(who, x.sizes, at, given.index);
  return addedAt('ScatterAddBackward0', x, positions, scatterSource(who, x, given.index, given.src));
}

/** The part of `src` for which there is an index: its first elements along every dimension. */
export function scatterSource(who: string, x: Tensor, index: Tensor, src: Tensor): Tensor {
  requireTensor(who, src);
  requireSameDtype(who, x, src);
  const fits =
    Math.max(src.ndim, 1) === Math.max(index.ndim, 1) &&
    index.sizes.every((size, at) => size <= (src.sizes[at] ?? 1));
  if (!fits && index.numel() > 0) {
    throw new RuntimeError({
      who,
      seen: `index ${shapeText(index.sizes)}, src ${shapeText(src.sizes)}`,
      expected: 'an index no larger than src along every dimension',
    });
  }
  if (index.numel() === 0) return picked('SliceBackward0', src, new Int32Array(0), index.sizes);
  const corner = cornerPositions(src.sizes, index.sizes);
  return corner === null ? src : picked('SliceBackward0', src, corner, index.sizes);
}

method('scatter', scatter);
method('scatterAdd', scatterAdd);
inPlaceMethod('scatter', scatter);
inPlaceMethod('scatterAdd', scatterAdd);
