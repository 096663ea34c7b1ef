import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-GLOBALMAX',
  tasks: ['A03.4'],
  summary: 'subtracts one maximum for the whole batch',
} as const;

export function logsumexp(x: Tensor, dim: number, keepdim = false): Tensor {
  const largest = x.max();
  return x.sub(largest).exp().sum(dim, { keepdim }).log().add(largest);
}
