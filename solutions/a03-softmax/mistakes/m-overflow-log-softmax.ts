import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-OVERFLOW',
  tasks: ['A03.5'],
  summary: 'subtracts the logarithm of a sum that overflows',
} as const;

export function logSoftmax(x: Tensor, dim: number): Tensor {
  return x.sub(x.exp().sum(dim, { keepdim: true }).log());
}
