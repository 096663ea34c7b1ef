import type { Tensor } from '#torch';
import { oneHot, type Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-NLLPROB',
  tasks: ['A04.4'],
  summary: 'hands probabilities to nll',
} as const;

export function crossEntropy(logits: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const shifted = logits.sub(logits.amax(1, { keepdim: true }));
  const exponentials = shifted.exp();
  const probs = exponentials.div(exponentials.sum(1, { keepdim: true }));
  const wanted = target.ndim === 1 ? oneHot(target, logits.size(1)) : target;
  const losses = probs.mul(wanted).sum(1).neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
