import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-DIVMAX',
  tasks: ['A03.4'],
  summary: 'divides by the largest score and multiplies it back afterwards',
} as const;

export function logsumexp(x: Tensor, dim: number, keepdim = false): Tensor {
  const largest = x.amax(dim, { keepdim: true });
  const result = x.div(largest).exp().sum(dim, { keepdim: true }).log().mul(largest);
  return keepdim ? result : result.squeeze(dim);
}
