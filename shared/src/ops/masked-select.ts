import { broadcastSizes } from '../core/shape.ts';
import { elementsOf } from '../tensor/elements.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { expand } from './expand.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { picked } from './families/placement.ts';
import { truePositions } from './families/positions.ts';
import { readMask } from './masked-fill.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The elements where the mask is true, as one row; tensor and mask broadcast.
     *
     * ```ts
     * const x = torch.tensor([3, -1, 2]);
     * x.maskedSelect(x.gt(0)); // → tensor([3, 2])
     * ```
     */
    maskedSelect(mask: Tensor): Tensor;
  }
}

export function maskedSelect(x: Tensor, mask: Tensor): Tensor {
  const who = 'maskedSelect';
  requireTensor(who, x);
  readMask(who, mask);
  const sizes = broadcastSizes(who, mask.sizes, x.sizes);
  const positions = truePositions(elementsOf(expand(who, mask, sizes)));
  return picked('MaskedSelectBackward0', expand(who, x, sizes), positions, [positions.length]);
}

method('maskedSelect', maskedSelect);
