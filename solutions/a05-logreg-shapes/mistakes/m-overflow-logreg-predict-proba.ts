import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-OVERFLOW',
  tasks: ['A05.4'],
  summary: 'takes exp of the scores as they are',
} as const;

export function logregPredictProba(X: Tensor, W: Tensor, b: Tensor): Tensor {
  const exponentials = X.matmul(W).add(b).exp();
  return exponentials.div(exponentials.sum(1, { keepdim: true }));
}
