import type { Scalar } from '../core/python.ts';
import {
  type CreationOptions,
  createdLike,
  dtypeOption,
  filled,
  full,
  type SizesAndOptions,
  splitSizes,
  tensor,
} from '../tensor/creation.ts';
import type { NestedData } from '../tensor/nested.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Zeros of the given sizes, of this tensor's dtype unless said: PyTorch's `new_zeros`. */
    newZeros(...sizes: SizesAndOptions): Tensor;
    /** Ones of the given sizes, of this tensor's dtype unless said. */
    newOnes(...sizes: SizesAndOptions): Tensor;
    /** A tensor of the given sizes and this dtype, for writing over; its elements are 0. */
    newEmpty(...sizes: SizesAndOptions): Tensor;
    /** One value everywhere, in this tensor's dtype unless said. */
    newFull(sizes: number | readonly number[], value: Scalar, options?: CreationOptions): Tensor;
    /**
     * A tensor of these numbers, of this tensor's dtype unless said.
     *
     * ```ts
     * torch.zeros(1).newTensor([1, 2]); // → tensor([1., 2.])
     * ```
     */
    newTensor(data: NestedData, options?: CreationOptions): Tensor;
  }
}

function newFilled(who: string, x: Tensor, args: SizesAndOptions, value: Scalar): Tensor {
  const { sizes, options } = splitSizes(who, args);
  return createdLike(filled(sizes, value, options?.dtype ?? x.dtype, x.device), options);
}

method('newZeros', (x: Tensor, ...args: SizesAndOptions) => newFilled('newZeros', x, args, 0));
method('newOnes', (x: Tensor, ...args: SizesAndOptions) => newFilled('newOnes', x, args, 1));
method('newEmpty', (x: Tensor, ...args: SizesAndOptions) => newFilled('newEmpty', x, args, 0));
method('newFull', (x: Tensor, sizes: number | readonly number[], value: Scalar, options?: CreationOptions) =>
  full(sizes, value, { device: x.device, ...options, dtype: dtypeOption('newFull', options) ?? x.dtype }),
);
method('newTensor', (x: Tensor, data: NestedData, options?: CreationOptions) =>
  tensor(data, { device: x.device, ...options, dtype: dtypeOption('newTensor', options) ?? x.dtype }),
);
