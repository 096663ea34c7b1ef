import { type Tensor, torch } from '#torch';
import { oneHot, type Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-GLOBALMAX',
  tasks: ['A04.4'],
  summary: 'shifts all samples by one maximum',
} as const;

export function crossEntropy(logits: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const shifted = logits.sub(logits.max());
  const logProbs = shifted.sub(shifted.exp().sum(1, { keepdim: true }).log());
  const wanted = target.ndim === 1 ? oneHot(target, logits.size(1)) : target;
  const losses = torch.where(wanted.ne(0), logProbs, 0).mul(wanted).sum(1).neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
