import type { Tensor } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A01.5'],
  summary: 'adds up the columns',
} as const;

export function rowSums(X: Tensor): Tensor {
  return X.sum(0);
}
