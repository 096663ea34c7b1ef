import type { Tensor } from '../../tensor/tensor.ts';
import { requireTensor } from '../families/operand.ts';
import { sub } from '../sub.ts';
import { tanh } from '../tanh.ts';

/**
 * x − tanh(x). PyTorch's `F.tanhshrink`.
 */
export function tanhshrink(x: Tensor): Tensor {
  requireTensor('tanhshrink', x);
  return sub(x, tanh(x));
}
