import type { Tensor } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-INTDTYPE',
  tasks: ['A01.6'],
  summary: 'asks for the mean of whole numbers as they are',
} as const;

export function columnMeans(X: Tensor): Tensor {
  return X.mean(0);
}
