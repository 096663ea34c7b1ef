import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-OVERFLOW',
  tasks: ['A03.4'],
  summary: 'subtracts nothing before exp',
} as const;

export function logsumexp(x: Tensor, dim: number, keepdim = false): Tensor {
  return x.exp().sum(dim, { keepdim }).log();
}
