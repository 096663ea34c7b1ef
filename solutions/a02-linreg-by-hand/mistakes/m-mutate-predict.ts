import type { Tensor } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A02.1'],
  summary: 'weights the features in place',
} as const;

export function predict(X: Tensor, w: Tensor, b: Tensor): Tensor {
  return X.mul_(w).sum(1).add(b);
}
