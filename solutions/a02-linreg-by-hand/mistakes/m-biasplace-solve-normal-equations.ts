import { type Tensor, torch } from '#torch';
import { designMatrix } from '../linreg-by-hand.ts';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-BIASPLACE',
  tasks: ['A02.8'],
  summary: 'takes the last parameter for the intercept',
} as const;

export function solveNormalEquations(X: Tensor, y: Tensor): { intercept: number; coef: Tensor } {
  const A = designMatrix(X);
  const theta = torch.linalg.solve(A.t().matmul(A), A.t().matmul(y));
  return { intercept: theta.at(-1).item(), coef: theta.at(':-1') };
}
