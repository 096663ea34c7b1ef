import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-KEEPDIM',
  tasks: ['A03.3'],
  summary: 'divides by sums that have lost their axis',
} as const;

export function softmaxDim(x: Tensor, dim: number): Tensor {
  const exponentials = x.sub(x.amax(dim, { keepdim: true })).exp();
  return exponentials.div(exponentials.sum(dim));
}
