import type { Dtype, TypedArray } from '../../core/dtype.ts';
import { product } from '../../core/shape.ts';
import type { Device, KernelInputs, KernelOutputs } from '../../device/device.ts';
import type { InputArrays, Kernel, OutputArrays } from '../../device/kernel.ts';
import { fromBuffer, type Tensor } from '../../tensor/tensor.ts';
import { areOn, sameDevice } from './placing.ts';

/*
 * The kernel family: an operation that no formula for elements or lanes says gives a kernel, the dtype and the shape
 * of its result, and the parameters. The result lives where the operands do, and has no history yet.
 */

type Tensors = readonly (Tensor | null)[];

/** The result of a kernel that has one. */
export function computed<Inputs extends InputArrays, Output extends TypedArray, Parameters>(
  who: string,
  kernel: Kernel<Inputs, readonly [Output], Parameters>,
  inputs: KernelInputs<Inputs> & Tensors,
  dtype: Dtype,
  sizes: readonly number[],
  parameters: Parameters,
): Tensor {
  const device = sameDevice(who, inputs);
  const y = zerosOn(device, dtype, sizes);
  device.run(kernel, inputs, [y], parameters);
  return y;
}

/** Runs a kernel with several results, or one that changes what it is given: `outputs` lie in row-major order. */
export function runKernel<Inputs extends InputArrays, Outputs extends OutputArrays, Parameters>(
  who: string,
  kernel: Kernel<Inputs, Outputs, Parameters>,
  inputs: KernelInputs<Inputs> & Tensors,
  outputs: KernelOutputs<Outputs> & Tensors,
  parameters: Parameters,
): void {
  deviceOfBoth(who, inputs, outputs).run(kernel, inputs, outputs, parameters);
}

function deviceOfBoth(who: string, inputs: Tensors, outputs: Tensors): Device {
  const device = sameDevice(who, outputs);
  return areOn(device, inputs) ? device : sameDevice(who, [...inputs, ...outputs]);
}

/** Room for a result. */
export function zerosOn(device: Device, dtype: Dtype, sizes: readonly number[]): Tensor {
  return fromBuffer(device.allocate(dtype, product(sizes)), dtype, sizes, device);
}

/** The elements in `dtype` without their history; the tensor itself if they are in that dtype. */
export function inDtype(x: Tensor, dtype: Dtype): Tensor {
  return x.dtype === dtype ? x : copyOf(x, dtype);
}

/** The elements in row-major order, in a storage of their own and without history. */
export function copyOf(x: Tensor, dtype: Dtype): Tensor {
  return fromBuffer(x.device.copy(x, dtype), dtype, x.sizes, x.device);
}
