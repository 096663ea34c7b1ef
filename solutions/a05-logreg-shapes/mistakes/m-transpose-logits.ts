import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A05.3'],
  summary: 'multiplies by the transposed weights, as for a layer of PyTorch',
} as const;

export function logits(X: Tensor, W: Tensor, b: Tensor): Tensor {
  return X.matmul(W.t()).add(b);
}
