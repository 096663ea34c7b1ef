import type { Tensor } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A01.6'],
  summary: 'averages the rows',
} as const;

export function columnMeans(X: Tensor): Tensor {
  return (X.isFloatingPoint() ? X : X.float()).mean(1);
}
