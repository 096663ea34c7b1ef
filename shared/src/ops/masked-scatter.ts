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
  const who = 'maskedScatter';
  requireTensor(who, x);
  readMask(who, mask);
  requireTensor(who, source);
  requireSameDtype(who, x, source);
  const sizes = broadcastSizes(who, x.sizes, mask.sizes);
  const stretched = sameSizes(x.sizes, sizes) ? x : expand(who, x, sizes);
  const positions = truePositions(elementsOf(expand(who, mask, sizes)));
  const count = positions.length;
  if (source.numel() < count) {
    throw new RuntimeError({
      who,
      seen: `a source of ${source.numel()} elements for a mask that is true ${count} times`,
      expected: 'at least as many elements in the source',
    });
  }
  const from = source.sizes;
  const y = withPut(who, stretched, positions, source);
  return record(y, 'MaskedScatterBackward0', [stretched, source], (grad, node) => [
    node.needs(0) ? replacedBy('MaskedFillBackward0', grad, positions, 0) : null,
    node.needs(1)
      ? placed(picked('MaskedSelectBackward0', grad, positions, [count]), firstPositions(count), from)
      : null,
  ]);
}

method('maskedScatter', maskedScatter);
inPlaceMethod('maskedScatter', maskedScatter);
