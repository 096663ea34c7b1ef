import { type Tensor, torch } from '#torch';
import { oneHot, type Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-LOGOFSOFTMAX',
  tasks: ['A04.4'],
  summary: 'takes the logarithm of a probability that was rounded to 0',
} as const;

export function crossEntropy(logits: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const shifted = logits.sub(logits.amax(1, { keepdim: true }));
  const exponentials = shifted.exp();
  const probs = exponentials.div(exponentials.sum(1, { keepdim: true }));
  const wanted = target.ndim === 1 ? oneHot(target, logits.size(1)) : target;
  const losses = torch.where(wanted.ne(0), probs, 1).log().mul(wanted).sum(1).neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
