import type { Tensor } from '#torch';
import { oneHot, type Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-DOUBLESOFT',
  tasks: ['A04.4'],
  summary: 'takes the softmax of probabilities',
} as const;

export function crossEntropy(logits: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const shifted = logits.sub(logits.amax(1, { keepdim: true }));
  const exponentials = shifted.exp();
  const probs = exponentials.div(exponentials.sum(1, { keepdim: true }));
  const again = probs.sub(probs.exp().sum(1, { keepdim: true }).log());
  const wanted = target.ndim === 1 ? oneHot(target, logits.size(1)) : target;
  const losses = again.mul(wanted).sum(1).neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
