import { ArgumentError, describe, ValueError } from '../core/errors.ts';
import { product } from '../core/shape.ts';
import { cpu } from '../device/devices.ts';
import { Storage } from '../device/storage.ts';
import { isStridedArray, type StridedArray } from './nested.ts';
import { Tensor } from './tensor.ts';

/**
 * A tensor of the elements of an array, which the two share: `torch.from_numpy`.
 *
 * ```ts
 * const a = np.array([1, 2.5]);
 * torch.fromNumpy(a); // → tensor([1.0000, 2.5000], dtype=torch.float64)
 * ```
 *
 * @throws TypeError for what is no array; ValueError for one that is read backwards.
 */
export function fromNumpy(array: StridedArray): Tensor {
  if (!isStridedArray(array)) {
    throw new ArgumentError({
      who: 'fromNumpy',
      seen: describe(array),
      expected: 'expected np.ndarray: what np.array(…) makes',
      hint: Array.isArray(array) ? 'torch.tensor(…) takes lists' : undefined,
    });
  }
  const { data, dtype, sizes, strides, offset } = array;
  if (strides.some((step) => step < 0)) {
    throw new ValueError({
      who: 'fromNumpy',
      seen: `strides (${strides.join(', ')})`,
      expected: 'tensors with negative strides are not supported',
      hint: 'copy() the array first',
    });
  }
  // NumPy gives an array without elements strides of 0.
  const steps = product(sizes) === 0 ? sizes.map(() => 0) : strides;
  return new Tensor(new Storage(cpu.upload(data), cpu), dtype, sizes, steps, offset);
}
