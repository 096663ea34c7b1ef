import type { Tensor } from '../../tensor/tensor.ts';
import { type ParameterList, parametersOf } from '../families/activation.ts';
import { relu as ofTensor, relu_ } from '../relu.ts';

/** max(x, 0); with `inplace: true` written over x. PyTorch's `F.relu`. */
export function relu(x: Tensor, ...given: ParameterList<{ inplace: boolean }>): Tensor {
  const { inplace } = parametersOf('relu', { inplace: false }, given);
  return inplace ? relu_(x) : ofTensor(x);
}
