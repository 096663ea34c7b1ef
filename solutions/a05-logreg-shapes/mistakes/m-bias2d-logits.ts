import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-BIAS2D',
  tasks: ['A05.3'],
  summary: 'makes a column of the biases',
} as const;

export function logits(X: Tensor, W: Tensor, b: Tensor): Tensor {
  return X.matmul(W).add(b.unsqueeze(1));
}
