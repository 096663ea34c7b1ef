import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-DIVMAX',
  tasks: ['A03.3'],
  summary: 'divides by the largest score instead of subtracting it',
} as const;

export function softmaxDim(x: Tensor, dim: number): Tensor {
  const exponentials = x.div(x.amax(dim, { keepdim: true })).exp();
  return exponentials.div(exponentials.sum(dim, { keepdim: true }));
}
