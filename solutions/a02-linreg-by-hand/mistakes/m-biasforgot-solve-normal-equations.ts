import { type Tensor, torch } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-BIASFORGOT',
  tasks: ['A02.8'],
  summary: 'fits a plane through the origin',
} as const;

export function solveNormalEquations(X: Tensor, y: Tensor): { intercept: number; coef: Tensor } {
  const coef = torch.linalg.solve(X.t().matmul(X), X.t().matmul(y));
  return { intercept: 0, coef };
}
