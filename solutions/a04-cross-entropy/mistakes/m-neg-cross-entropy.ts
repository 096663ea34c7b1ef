import type { Tensor } from '#torch';
import { oneHot, type Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-NEG',
  tasks: ['A04.4'],
  summary: 'forgets the minus in front of the sum',
} as const;

export function crossEntropy(logits: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const shifted = logits.sub(logits.amax(1, { keepdim: true }));
  const logProbs = shifted.sub(shifted.exp().sum(1, { keepdim: true }).log());
  const wanted = target.ndim === 1 ? oneHot(target, logits.size(1)) : target;
  const losses = logProbs.mul(wanted).sum(1);
  return reduction === 'none' ? losses : losses[reduction]();
}
