import { type Tensor, torch } from '#torch';
import { designMatrix } from '../linreg-by-hand.ts';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A02.8'],
  summary: 'returns a column of coefficients',
} as const;

export function solveNormalEquations(X: Tensor, y: Tensor): { intercept: number; coef: Tensor } {
  const A = designMatrix(X);
  const theta = torch.linalg.solve(A.t().matmul(A), A.t().matmul(y.unsqueeze(1)));
  return { intercept: theta.at(0, 0).item(), coef: theta.at('1:') };
}
