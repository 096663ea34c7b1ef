import type { Tensor } from '#torch';
import type { LinearCache } from '../backprop-by-hand.ts';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A07.2'],
  summary: 'gives the weight gradient as inputs by outputs',
} as const;

export function linearBackward(dOut: Tensor, { X, W }: LinearCache): { dX: Tensor; dW: Tensor; db: Tensor } {
  return { dX: dOut.matmul(W), dW: X.t().matmul(dOut), db: dOut.sum(0) };
}
