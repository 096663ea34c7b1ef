import type { Dtype } from '../core/dtype.ts';
import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { promoteTypes } from '../core/promotion.ts';
import { normalizeDim, shapeText } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import { filled } from '../tensor/creation.ts';
import { type Backward, record } from '../tensor/graph.ts';
import { Tensor, viewOf } from '../tensor/tensor.ts';
import { zerosOn } from './families/computed.ts';
import { sameDevice } from './families/placing.ts';
import { sliced } from './narrow.ts';

/** `cat(tensors, 1)` or `cat(tensors, { dim: 1 })`. */
export interface JoinOptions {
  readonly dim?: number;
}

/** The dimension of a join, by either form. */
export function joinDim(who: string, dim: number | JoinOptions | undefined): number {
  return named<JoinOptions>(who, ['dim'], 0, [dim]).dim ?? 0;
}

/**
 * The tensors one after the other along an existing dimension: `torch.cat`. All other sizes agree; dtypes are
 * promoted.
 *
 * ```ts
 * torch.cat([torch.tensor([1, 2]), torch.tensor([3])]); // → tensor([1, 2, 3])
 * ```
 *
 * @throws RuntimeError for an empty list or sizes that do not agree, naming the tensor.
 */
export function cat(tensors: readonly Tensor[], dim?: number | JoinOptions): Tensor {
  const all = requireTensors('cat', tensors);
  const dtype = all.map((x) => x.dtype).reduce(promoteTypes);
  // PyTorch lets an empty 1-D tensor stand beside anything, as the start of a loop that collects.
  const isNothing = (x: Tensor): boolean => x.ndim === 1 && x.sizes[0] === 0;
  const first = all.find((x) => !isNothing(x)) ?? (all[0] as Tensor);
  const at = normalizeDim('cat', joinDim('cat', dim), first.ndim);
  all.forEach((x, i) => {
    if (!isNothing(x)) requireFit(x, i, first, at);
  });
  const lengths = all.map((x) => (isNothing(x) ? 0 : (x.sizes[at] as number)));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const sizes = first.sizes.with(at, total);
  const parts = all.filter((x) => !isNothing(x));
  const y = joined('cat', parts, at, sizes, dtype);
  return record(y, 'CatBackward0', all, cutAt(at, lengths));
}

/** The gradients of tensors that were joined at `dim`: their pieces of the gradient of the whole. */
function cutAt(dim: number, lengths: readonly number[]): Backward {
  return (grad, node) => {
    let end = 0;
    return lengths.map((length, i) => {
      const start = end;
      end += length;
      if (!node.needs(i)) return null;
      if (length === 0) return filled(node.outline(i)?.sizes ?? [0], 0, grad.dtype, grad.device);
      return sliced(grad, dim, start, length);
    });
  };
}

/** @throws RuntimeError unless tensor `i` agrees with the first one everywhere but along `dim`. */
function requireFit(x: Tensor, i: number, first: Tensor, dim: number): void {
  if (x.ndim === 0) {
    throw new RuntimeError({
      who: 'cat',
      seen: `a 0-d tensor (at position ${i}) cannot be concatenated`,
      hint: 'did you mean torch.stack?',
    });
  }
  if (x.ndim !== first.ndim) {
    throw new RuntimeError({
      who: 'cat',
      seen: `tensor 0 is ${shapeText(first.sizes)}, tensor ${i} is ${shapeText(x.sizes)}`,
      expected: `Tensors must have same number of dimensions: got ${first.ndim} and ${x.ndim}`,
    });
  }
  const odd = x.sizes.findIndex((size, at) => at !== dim && size !== first.sizes[at]);
  if (odd < 0) return;
  throw new RuntimeError({
    who: 'cat',
    seen: `tensor 0 is ${shapeText(first.sizes)}, tensor ${i} is ${shapeText(x.sizes)}`,
    expected: `Sizes of tensors must match except in dimension ${dim}`,
  });
}

/** A tensor of these sizes, filled with the tensors one after the other along `dim`; without history. */
export function joined(
  who: string,
  parts: readonly Tensor[],
  dim: number,
  sizes: readonly number[],
  dtype: Dtype,
): Tensor {
  const device = sameDevice(who, parts);
  const y = zerosOn(device, dtype, sizes);
  let offset = 0;
  for (const part of parts) {
    if (part.numel() > 0) device.write(part, viewOf(y, part.sizes, y.strides, offset));
    offset += (part.sizes[dim] as number) * (y.strides[dim] as number);
  }
  return y;
}

/** @throws RuntimeError for an empty list, TypeError for what is no list of tensors. */
export function requireTensors(who: string, tensors: readonly Tensor[]): readonly Tensor[] {
  if (!Array.isArray(tensors)) {
    throw new ArgumentError({ who, seen: describe(tensors), expected: 'an array of tensors' });
  }
  if (tensors.length === 0)
    throw new RuntimeError({ who, seen: 'an empty list', expected: 'a non-empty list of Tensors' });
  tensors.forEach((x, i) => {
    if (x instanceof Tensor) return;
    throw new ArgumentError({
      who,
      seen: `element ${i} of the list, argument 0, is ${describe(x)}`,
      expected: 'a Tensor',
      hint: 'torch.tensor(…) makes one',
    });
  });
  return tensors;
}
