import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A03.4'],
  summary: 'subtracts the maxima in place',
} as const;

export function logsumexp(x: Tensor, dim: number, keepdim = false): Tensor {
  const largest = x.amax(dim, { keepdim: true });
  const result = x.sub_(largest).exp().sum(dim, { keepdim: true }).log().add(largest);
  return keepdim ? result : result.squeeze(dim);
}
