import type { Tensor } from '#torch';
import { predict } from '../linreg-by-hand.ts';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-FACTOR',
  tasks: ['A02.9'],
  summary: 'leaves out the 2 of the square',
} as const;

export function mseGradients(X: Tensor, y: Tensor, w: Tensor, b: Tensor): { dw: Tensor; db: Tensor } {
  const errors = predict(X, w, b).sub(y);
  return { dw: X.t().matmul(errors).div(y.numel()), db: errors.mean() };
}
