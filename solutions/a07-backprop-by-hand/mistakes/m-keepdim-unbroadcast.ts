import type { Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-KEEPDIM',
  tasks: ['A07.8'],
  summary: 'loses the axes of size 1',
} as const;

export function unbroadcast(grad: Tensor, shape: number[]): Tensor {
  let result = grad;
  while (result.ndim > shape.length) result = result.sum(0);
  // From the last axis on: the others keep their places.
  for (let dim = shape.length - 1; dim >= 0; dim--) {
    if (shape[dim] === 1) result = result.sum(dim);
  }
  return result;
}
