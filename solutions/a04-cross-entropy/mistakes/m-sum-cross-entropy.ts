import type { Tensor } from '#torch';
import { oneHot, type Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-SUM',
  tasks: ['A04.4'],
  summary: 'adds the batch up where its mean is asked for',
} as const;

export function crossEntropy(logits: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const shifted = logits.sub(logits.amax(1, { keepdim: true }));
  const logProbs = shifted.sub(shifted.exp().sum(1, { keepdim: true }).log());
  const wanted = target.ndim === 1 ? oneHot(target, logits.size(1)) : target;
  const losses = logProbs.mul(wanted).sum(1).neg();
  return reduction === 'none' ? losses : losses.sum();
}
