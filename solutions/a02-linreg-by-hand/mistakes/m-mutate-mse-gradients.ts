import type { Tensor } from '#torch';
import { predict } from '../linreg-by-hand.ts';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A02.9'],
  summary: 'weights the features by the errors in place',
} as const;

export function mseGradients(X: Tensor, y: Tensor, w: Tensor, b: Tensor): { dw: Tensor; db: Tensor } {
  const errors = predict(X, w, b)
    .sub(y)
    .mul(2 / y.numel());
  return { dw: X.mul_(errors.unsqueeze(1)).sum(0), db: errors.sum() };
}
