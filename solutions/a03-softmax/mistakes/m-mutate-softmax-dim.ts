import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A03.3'],
  summary: 'subtracts the maxima in place',
} as const;

export function softmaxDim(x: Tensor, dim: number): Tensor {
  const exponentials = x.sub_(x.amax(dim, { keepdim: true })).exp();
  return exponentials.div(exponentials.sum(dim, { keepdim: true }));
}
