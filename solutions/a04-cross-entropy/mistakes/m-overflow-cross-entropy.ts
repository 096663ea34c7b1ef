import { type Tensor, torch } from '#torch';
import { oneHot, type Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-OVERFLOW',
  tasks: ['A04.4'],
  summary: 'takes exp of the raw scores',
} as const;

export function crossEntropy(logits: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const logProbs = logits.sub(logits.exp().sum(1, { keepdim: true }).log());
  const wanted = target.ndim === 1 ? oneHot(target, logits.size(1)) : target;
  const losses = torch.where(wanted.ne(0), logProbs, 0).mul(wanted).sum(1).neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
