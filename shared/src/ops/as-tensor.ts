import { defaultDeviceFor } from '../device/default-device.ts';
import { device } from '../device/devices.ts';
import { type CreationOptions, createdLike, dtypeOption, tensor } from '../tensor/creation.ts';
import { fromNumpy } from '../tensor/from-numpy.ts';
import { isStridedArray, type NestedData } from '../tensor/nested.ts';
import { Tensor } from '../tensor/tensor.ts';
import { convert, transferred } from './to.ts';

/**
 * `torch.tensor` without a copy where none is needed: a tensor of the dtype asked for is returned as it is, and an
 * array of NumPy's kind is shared: `torch.as_tensor`.
 *
 * ```ts
 * const x = torch.ones(2);
 * torch.asTensor(x) === x; // → true
 * torch.asTensor([1, 2], { dtype: torch.float32 }); // → tensor([1., 2.])
 * ```
 */
export function asTensor(data: NestedData | Tensor, options?: CreationOptions): Tensor {
  const dtype = dtypeOption('asTensor', options);
  if (!(data instanceof Tensor) && !isStridedArray(data)) return tensor(data, options);
  const shared = data instanceof Tensor ? data : fromNumpy(data);
  const converted = convert(shared, dtype ?? shared.dtype);
  const place = options?.device ?? defaultDeviceFor(converted.dtype) ?? shared.device;
  return createdLike(transferred(converted, device(place)), options);
}
