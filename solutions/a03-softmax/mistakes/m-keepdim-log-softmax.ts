import type { Tensor } from '#torch';
import { logsumexp } from '../softmax.ts';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-KEEPDIM',
  tasks: ['A03.5'],
  summary: 'subtracts log-sums that have lost their axis',
} as const;

export function logSoftmax(x: Tensor, dim: number): Tensor {
  return x.sub(logsumexp(x, dim));
}
