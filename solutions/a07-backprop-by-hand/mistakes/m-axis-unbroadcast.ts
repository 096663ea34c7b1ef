import type { Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A07.8'],
  summary: 'takes the added axes away at the end',
} as const;

export function unbroadcast(grad: Tensor, shape: number[]): Tensor {
  let result = grad;
  while (result.ndim > shape.length) result = result.sum(-1);
  for (const [dim, size] of shape.entries()) {
    if (size === 1) result = result.sum(dim, { keepdim: true });
  }
  return result;
}
