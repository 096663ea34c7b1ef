import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-KEEPDIM',
  tasks: ['A03.4'],
  summary: 'subtracts maxima that have lost their axis',
} as const;

export function logsumexp(x: Tensor, dim: number, keepdim = false): Tensor {
  const largest = x.amax(dim);
  const result = x.sub(largest).exp().sum(dim).log().add(largest);
  return keepdim ? result.unsqueeze(dim) : result;
}
