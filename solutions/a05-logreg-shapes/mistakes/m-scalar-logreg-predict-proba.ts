import { type Tensor, torch } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-SCALAR',
  tasks: ['A05.4'],
  summary: 'gives only the largest probability of every sample',
} as const;

export function logregPredictProba(X: Tensor, W: Tensor, b: Tensor): Tensor {
  return torch.softmax(X.matmul(W).add(b), 1).amax(1);
}
