import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { promoteTypes } from '../core/promotion.ts';
import { normalizeDim, product, shapeText } from '../core/shape.ts';
import { elementsAs } from '../tensor/elements.ts';
import { fromElements, type Tensor } from '../tensor/tensor.ts';
import { requireTensor } from './families/operand.ts';

/** `cat(tensors, 1)` or `cat(tensors, { dim: 1 })`. */
export interface JoinOptions {
  readonly dim?: number;
}

/** The dimension of a join, by either form. */
export function joinDim(dim: number | JoinOptions): number {
  return typeof dim === 'number' ? dim : (dim.dim ?? 0);
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
export function cat(tensors: readonly Tensor[], dim: number | JoinOptions = 0): Tensor {
  const all = requireTensors('cat', tensors);
  // PyTorch lets an empty 1-D tensor stand beside anything, as the start of a loop that collects.
  const parts = all.filter((x) => x.ndim !== 1 || x.sizes[0] !== 0);
  const first = parts[0] ?? (all[0] as Tensor);
  const dtype = all.map((x) => x.dtype).reduce(promoteTypes);
  if (parts.length === 0) return fromElements(dtype.allocate(0), dtype, [0]);
  if (first.ndim === 0)
    throw new RuntimeError({
      who: 'cat',
      seen: 'a 0-d tensor cannot be concatenated',
      hint: 'did you mean torch.stack?',
    });
  const at = normalizeDim('cat', joinDim(dim), first.ndim);
  parts.forEach((x, i) => {
    if (x.ndim !== first.ndim || x.sizes.some((size, d) => d !== at && size !== first.sizes[d])) {
      throw new RuntimeError({
        who: 'cat',
        seen: `tensor 0 is ${shapeText(first.sizes)}, tensor ${i} is ${shapeText(x.sizes)}`,
        expected: `Sizes of tensors must match except in dimension ${at}`,
      });
    }
  });

  const sizes = first.sizes.with(
    at,
    parts.reduce((sum, x) => sum + (x.sizes[at] as number), 0),
  );
  const out = dtype.allocate(product(sizes));
  // Everything behind `at` is one block; the blocks of the tensors take turns.
  const block = product(sizes.slice(at));
  let start = 0;
  for (const x of parts) {
    const elements = elementsAs(x, dtype);
    const width = product(x.sizes.slice(at));
    for (let from = 0, to = start; from < elements.length; from += width, to += block) {
      const part = elements.subarray(from, from + width);
      if (out instanceof BigInt64Array) out.set(part as BigInt64Array, to);
      else out.set(part as Float64Array, to);
    }
    start += width;
  }
  return fromElements(out, dtype, sizes);
}

/** @throws RuntimeError for an empty list, TypeError for what is no list of tensors. */
export function requireTensors(who: string, tensors: readonly Tensor[]): readonly Tensor[] {
  if (!Array.isArray(tensors)) {
    throw new ArgumentError({ who, seen: describe(tensors), expected: 'an array of tensors' });
  }
  if (tensors.length === 0)
    throw new RuntimeError({ who, seen: 'an empty list', expected: 'a non-empty list of Tensors' });
  for (const x of tensors) requireTensor(who, x);
  return tensors;
}
