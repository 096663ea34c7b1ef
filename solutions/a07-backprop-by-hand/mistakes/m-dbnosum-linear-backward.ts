import type { Tensor } from '#torch';
import type { LinearCache } from '../backprop-by-hand.ts';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-DBNOSUM',
  tasks: ['A07.2'],
  summary: 'leaves the samples apart in the bias gradient',
} as const;

export function linearBackward(dOut: Tensor, { X, W }: LinearCache): { dX: Tensor; dW: Tensor; db: Tensor } {
  return { dX: dOut.matmul(W), dW: dOut.t().matmul(X), db: dOut };
}
