import { type Tensor, torch } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A05.4'],
  summary: 'takes the softmax down the samples',
} as const;

export function logregPredictProba(X: Tensor, W: Tensor, b: Tensor): Tensor {
  return torch.softmax(X.matmul(W).add(b), 0);
}
