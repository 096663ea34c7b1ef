import type { Tensor } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-DIVZERO',
  tasks: ['A01.7'],
  summary: 'divides by a standard deviation of 0',
} as const;

export function standardize(X: Tensor): { Z: Tensor; mean: Tensor; std: Tensor } {
  const values = X.isFloatingPoint() ? X : X.float();
  const mean = values.mean(0);
  const std = values.std(0, { correction: 0 });
  return { Z: values.sub(mean).div(std), mean, std };
}
