import { bool, Dtype, float32, float64, int8, int16, int32, int64, uint8 } from '../core/dtype.ts';
import { ArgumentError, describe } from '../core/errors.ts';
import { cast } from '../device/cpu/cast.ts';
import { Device, device } from '../device/device.ts';
import { elementsOf } from '../tensor/elements.ts';
import { record } from '../tensor/graph.ts';
import { fromElements, Tensor } from '../tensor/tensor.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The tensor with another dtype; itself if it has that dtype already. Floats are cut towards zero on the way
     * to integers, integers wrap around, and whatever is not 0 is true. A device, or its name, is accepted too.
     *
     * ```ts
     * torch.tensor([1.9, -1.9]).to(torch.int64); // → tensor([ 1, -1])
     * ```
     */
    to(target: Dtype | Device | string): Tensor;
    /** `to(torch.float32)`. */
    float(): Tensor;
    /** `to(torch.float64)`. */
    double(): Tensor;
    /** `to(torch.int64)`. */
    long(): Tensor;
    /** `to(torch.int32)`. */
    int(): Tensor;
    /** `to(torch.int16)`. */
    short(): Tensor;
    /** `to(torch.int8)`. */
    char(): Tensor;
    /** `to(torch.uint8)`. */
    byte(): Tensor;
    /** `to(torch.bool)`. */
    bool(): Tensor;
  }
}

/** The tensor with elements of `dtype`; itself if they are already. */
export function convert(x: Tensor, dtype: Dtype): Tensor {
  if (x.dtype === dtype) return x;
  const from = x.dtype;
  const y = fromElements(cast(elementsOf(x), dtype), dtype, x.sizes);
  return record(y, 'ToCopyBackward0', [x], (grad) => [convert(grad, from)]);
}

Tensor.prototype.to = function (target) {
  if (target instanceof Dtype) return convert(this, target);
  if (target instanceof Device || typeof target === 'string') {
    device(target);
    return this;
  }
  throw new ArgumentError({
    who: 'to',
    seen: describe(target),
    expected: 'a dtype such as torch.float32, or a device',
  });
};
Tensor.prototype.float = function () {
  return convert(this, float32);
};
Tensor.prototype.double = function () {
  return convert(this, float64);
};
Tensor.prototype.long = function () {
  return convert(this, int64);
};
Tensor.prototype.int = function () {
  return convert(this, int32);
};
Tensor.prototype.short = function () {
  return convert(this, int16);
};
Tensor.prototype.char = function () {
  return convert(this, int8);
};
Tensor.prototype.byte = function () {
  return convert(this, uint8);
};
Tensor.prototype.bool = function () {
  return convert(this, bool);
};
