import type { Tensor } from '../tensor/tensor.ts';
import { atleast1d, atleast2d, atleast3d } from './atleast.ts';
import { cat, requireTensors } from './cat.ts';
import { reshape } from './reshape.ts';

/**
 * The tensors side by side: along dim 1, or along dim 0 for vectors: `torch.hstack`.
 *
 * ```ts
 * torch.hstack([torch.tensor([1, 2]), torch.tensor([3])]); // → tensor([1, 2, 3])
 * ```
 */
export function hstack(tensors: readonly Tensor[]): Tensor {
  const all = requireTensors('hstack', tensors).map((x) => atleast1d(x));
  return cat(all, (all[0] as Tensor).ndim === 1 ? 0 : 1);
}

/**
 * The tensors below each other, vectors as rows: `torch.vstack`.
 *
 * ```ts
 * torch.vstack([torch.tensor([1, 2]), torch.tensor([3, 4])]); // → tensor([[1, 2],\n        [3, 4]])
 * ```
 */
export function vstack(tensors: readonly Tensor[]): Tensor {
  return cat(
    requireTensors('vstack', tensors).map((x) => atleast2d(x)),
    0,
  );
}

/** The tensors behind each other, along dim 2: `torch.dstack`. */
export function dstack(tensors: readonly Tensor[]): Tensor {
  return cat(
    requireTensors('dstack', tensors).map((x) => atleast3d(x)),
    2,
  );
}

/**
 * The tensors as columns of a matrix; matrices give all of theirs: `torch.column_stack`.
 *
 * ```ts
 * torch.columnStack([torch.tensor([1, 2]), torch.tensor([3, 4])]); // → tensor([[1, 3],\n        [2, 4]])
 * ```
 */
export function columnStack(tensors: readonly Tensor[]): Tensor {
  return hstack(
    requireTensors('columnStack', tensors).map((x) => (x.ndim <= 1 ? reshape(x, [x.numel(), 1]) : x)),
  );
}
