import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-SIGEACH',
  tasks: ['A05.4'],
  summary: 'takes a sigmoid of every score',
} as const;

export function logregPredictProba(X: Tensor, W: Tensor, b: Tensor): Tensor {
  return X.matmul(W).add(b).sigmoid();
}
