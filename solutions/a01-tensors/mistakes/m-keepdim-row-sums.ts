import type { Tensor } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-KEEPDIM',
  tasks: ['A01.5'],
  summary: 'keeps the axis that it adds up',
} as const;

export function rowSums(X: Tensor): Tensor {
  return X.sum(1, { keepdim: true });
}
