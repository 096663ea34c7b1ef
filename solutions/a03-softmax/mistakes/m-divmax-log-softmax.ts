import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-DIVMAX',
  tasks: ['A03.5'],
  summary: 'divides by the largest score instead of subtracting it',
} as const;

export function logSoftmax(x: Tensor, dim: number): Tensor {
  const scaled = x.div(x.amax(dim, { keepdim: true }));
  return scaled.sub(scaled.exp().sum(dim, { keepdim: true }).log());
}
