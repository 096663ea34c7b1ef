import { type Tensor, torch } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-BIAS2D',
  tasks: ['A05.4'],
  summary: 'makes a column of the biases',
} as const;

export function logregPredictProba(X: Tensor, W: Tensor, b: Tensor): Tensor {
  return torch.softmax(X.matmul(W).add(b.unsqueeze(1)), 1);
}
