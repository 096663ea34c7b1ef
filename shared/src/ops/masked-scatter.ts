import { RuntimeError } from '../core/errors.ts';
import { broadcastSizes, sameSizes } from '../core/shape.ts';
import { elementsOf } from '../tensor/elements.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { expand } from './expand.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { picked, placed, withPut } from './families/placement.ts';
import { firstPositions, truePositions } from './families/positions.ts';
import { replacedBy, requireSameDtype } from './families/replacement.ts';
import { readMask } from './masked-fill.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The elements of `source`, in their order, where the mask is true; the tensor's own elsewhere.
     *
     * ```ts
     * const mask = torch.tensor([true, false, true]);
     * torch.zeros(3).maskedScatter(mask, torch.tensor([1.5, 2.5])); // → tensor([1.5000, 0.0000, 2.5000])
     * ```
     *
     * @throws RuntimeError where `source` has fewer elements than the mask is true at.
     */
    maskedScatter(mask: Tensor, source: Tensor): Tensor;
    /** `maskedScatter`, in place. */
    maskedScatter_(mask: Tensor, source: Tensor): this;
  }
}

export function maskedScatter(x: Tensor, mask: Tensor, source: Tensor): Tensor {
  requireTensor('maskedScatter', x);
  readMask('maskedScatter', mask);
  requireTensor('maskedScatter', source);
  requireSameDtype('maskedScatter', x, source);
  const sizes = broadcastSizes('maskedScatter', x.sizes, mask.sizes);
  const stretched = sameSizes(x.sizes, sizes) ? x : expand('maskedScatter', x, sizes);
  const positions = truePositions(elementsOf(expand('maskedScatter', mask, sizes)));
  const count = positions.length;
  if (source.numel() < count) {
    throw new RuntimeError({
      who: 'maskedScatter',
      seen: `a source of ${source.numel()} elements for a mask that is true ${count} times`,
      expected: 'at least as many elements in the source',
    });
  }
  const from = source.sizes;
  const y = withPut('maskedScatter', stretched, positions, source);
  return record(y, 'MaskedScatterBackward0', [stretched, source], (grad, node) => [
    node.needs(0) ? replacedBy('MaskedFillBackward0', grad, positions, 0) : null,
    node.needs(1)
      ? placed(picked('MaskedSelectBackward0', grad, positions, [count]), firstPositions(count), from)
      : null,
  ]);
}

method('maskedScatter', maskedScatter);
inPlaceMethod('maskedScatter', maskedScatter);
