import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A03.5'],
  summary: 'subtracts the maxima in place',
} as const;

export function logSoftmax(x: Tensor, dim: number): Tensor {
  const shifted = x.sub_(x.amax(dim, { keepdim: true }));
  return shifted.sub(shifted.exp().sum(dim, { keepdim: true }).log());
}
