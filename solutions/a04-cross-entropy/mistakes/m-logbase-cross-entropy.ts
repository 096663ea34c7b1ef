import type { Tensor } from '#torch';
import { oneHot, type Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-LOGBASE',
  tasks: ['A04.4'],
  summary: 'takes the logarithm to the base 2',
} as const;

export function crossEntropy(logits: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const shifted = logits.sub(logits.amax(1, { keepdim: true }));
  const log2Probs = shifted.exp().sum(1, { keepdim: true }).log2().neg().add(shifted.div(Math.LN2));
  const wanted = target.ndim === 1 ? oneHot(target, logits.size(1)) : target;
  const losses = log2Probs.mul(wanted).sum(1).neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
