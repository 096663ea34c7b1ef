import type { Tensor } from '#torch';
import type { LinearCache } from '../backprop-by-hand.ts';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A07.1'],
  summary: 'multiplies by the weight as it lies, outputs by inputs',
} as const;

export function linearForward(X: Tensor, W: Tensor, b: Tensor): { out: Tensor; cache: LinearCache } {
  return { out: X.matmul(W).add(b), cache: { X, W } };
}
