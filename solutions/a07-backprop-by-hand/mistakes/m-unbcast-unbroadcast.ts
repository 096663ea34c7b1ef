import type { Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-UNBCAST',
  tasks: ['A07.8'],
  summary: 'takes the added axes away and leaves stretched ones stretched',
} as const;

export function unbroadcast(grad: Tensor, shape: number[]): Tensor {
  let result = grad;
  while (result.ndim > shape.length) result = result.sum(0);
  return result;
}
