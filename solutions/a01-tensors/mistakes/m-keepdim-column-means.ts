import type { Tensor } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-KEEPDIM',
  tasks: ['A01.6'],
  summary: 'keeps the axis that it averages',
} as const;

export function columnMeans(X: Tensor): Tensor {
  return (X.isFloatingPoint() ? X : X.float()).mean(0, { keepdim: true });
}
