import { type Tensor, torch } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A05.4'],
  summary: 'multiplies by the transposed weights, as for a layer of PyTorch',
} as const;

export function logregPredictProba(X: Tensor, W: Tensor, b: Tensor): Tensor {
  return torch.softmax(X.matmul(W.t()).add(b), 1);
}
