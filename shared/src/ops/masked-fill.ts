import { bool, uint8 } from '../core/dtype.ts';
import { RuntimeError } from '../core/errors.ts';
import { isScalar, type Scalar } from '../core/python.ts';
import { broadcastSizes, sameSizes } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import { filled, moved } from '../tensor/creation.ts';
import { elementsOf } from '../tensor/elements.ts';
import { record } from '../tensor/graph.ts';
import { fromBuffer, type Tensor } from '../tensor/tensor.ts';
import { expand } from './expand.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { requireOperand, requireTensor } from './families/operand.ts';
import { picked } from './families/placement.ts';
import { sameDevice } from './families/placing.ts';
import { truePositions } from './families/positions.ts';
import { sum } from './sum.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * `value` where the mask is true, the tensor's own elements elsewhere; tensor and mask broadcast.
     *
     * ```ts
     * const scores = torch.tensor([1.5, 2.5]);
     * scores.maskedFill(torch.tensor([false, true]), -Infinity); // → tensor([1.5000,   -inf])
     * ```
     */
    maskedFill(mask: Tensor, value: Scalar | Tensor): Tensor;
    maskedFill(options: MaskedFillArguments): Tensor;
    /** `maskedFill`, in place. The mask stretches to the tensor, never the tensor to the mask. */
    maskedFill_(mask: Tensor, value: Scalar | Tensor): this;
    maskedFill_(options: MaskedFillArguments): this;
  }
}

export interface MaskedFillArguments {
  readonly mask: Tensor;
  readonly value: Scalar | Tensor;
}

export function maskedFill(x: Tensor, mask: Tensor | MaskedFillArguments, value?: Scalar | Tensor): Tensor {
  const who = 'maskedFill';
  requireTensor(who, x);
  const names = ['mask', 'value'] as const;
  const given = named<MaskedFillArguments>(who, names, 2, [mask, value]);
  readMask(who, given.mask);
  requireFillValue(who, given.value);
  const sizes = broadcastSizes(who, x.sizes, given.mask.sizes);
  // A tensor that keeps its shape stays the operand itself: the in-place form needs it.
  const stretched = sameSizes(x.sizes, sizes) ? x : expand(who, x, sizes);
  return filledWhere(
    `MaskedFillBackward${isScalar(given.value) ? 0 : 1}`,
    stretched,
    expand(who, given.mask.detach(), sizes),
    given.value,
  );
}

/** `value` where the mask is true, x elsewhere; both of one shape. */
function filledWhere(name: string, x: Tensor, mask: Tensor, value: Scalar | Tensor): Tensor {
  const device = sameDevice(name, [x, mask]);
  // As a tensor of the dtype, which says where a number does not fit.
  const filling = isScalar(value) ? filled([], value, x.dtype, device) : moved(value, device);
  const y = fromBuffer(device.select(mask, filling, x, x.sizes, x.dtype), x.dtype, x.sizes, device);
  return record(y, name, [x, value, mask], (grad, node) => {
    const saved = node.tensor(2);
    const chosen = (): Tensor => {
      const positions = truePositions(elementsOf(saved));
      return sum(picked('PickBackward', grad, positions, [positions.length]));
    };
    return [node.needs(0) ? filledWhere(name, grad, saved, 0) : null, node.needs(1) ? chosen() : null, null];
  });
}

/** @throws RuntimeError unless `mask` is a bool tensor; uint8 is taken too, as in PyTorch. */
export function readMask(who: string, mask: Tensor): void {
  requireTensor(who, mask);
  if (mask.dtype === bool || mask.dtype === uint8) return;
  throw new RuntimeError({
    who,
    seen: `a mask of dtype ${mask.dtype}`,
    expected: 'a mask of dtype bool',
    hint: 'a comparison such as x.gt(0) makes one',
  });
}

/** @throws RuntimeError unless a value to fill with is a number or a 0-d tensor. */
export function requireFillValue(who: string, value: Scalar | Tensor): void {
  requireOperand(who, value);
  if (isScalar(value) || value.ndim === 0) return;
  throw new RuntimeError({
    who,
    seen: `a value tensor with ${value.ndim} dimension${value.ndim === 1 ? '' : 's'}`,
    expected: 'a number or a 0-dimensional value tensor',
  });
}

method('maskedFill', maskedFill);
inPlaceMethod('maskedFill', maskedFill);
