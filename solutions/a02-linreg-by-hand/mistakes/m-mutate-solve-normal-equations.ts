import { type Tensor, torch } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A02.8'],
  summary: 'centres the features in place',
} as const;

export function solveNormalEquations(X: Tensor, y: Tensor): { intercept: number; coef: Tensor } {
  const center = X.mean(0);
  X.sub_(center);
  const coef = torch.linalg.solve(X.t().matmul(X), X.t().matmul(y));
  return { intercept: y.mean().sub(center.matmul(coef)).item(), coef };
}
