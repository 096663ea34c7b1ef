import type { Tensor } from '#torch';
import { predict } from '../linreg-by-hand.ts';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-SUM',
  tasks: ['A02.9'],
  summary: 'does not divide by the number of samples',
} as const;

export function mseGradients(X: Tensor, y: Tensor, w: Tensor, b: Tensor): { dw: Tensor; db: Tensor } {
  const errors = predict(X, w, b).sub(y);
  return { dw: X.t().matmul(errors).mul(2), db: errors.sum().mul(2) };
}
