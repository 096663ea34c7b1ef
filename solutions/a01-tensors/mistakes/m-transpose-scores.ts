import type { Tensor } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A01.10'],
  summary: 'multiplies by the transposed weights',
} as const;

export function scores(W: Tensor, b: Tensor, x: Tensor): Tensor {
  return W.t().matmul(x).add(b);
}
