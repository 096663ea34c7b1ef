import type { Tensor } from '#torch';
import { predict } from '../linreg-by-hand.ts';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-SIGN',
  tasks: ['A02.9'],
  summary: 'takes the targets minus the predictions',
} as const;

export function mseGradients(X: Tensor, y: Tensor, w: Tensor, b: Tensor): { dw: Tensor; db: Tensor } {
  const errors = y.sub(predict(X, w, b)).mul(2 / y.numel());
  return { dw: X.t().matmul(errors), db: errors.sum() };
}
