import { type Tensor, torch } from '#torch';
import { oneHot } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-OVERFLOW',
  tasks: ['A04.6'],
  summary: 'takes powers of e of the raw scores',
} as const;

export function crossEntropyBits(logits: Tensor, target: Tensor): Tensor {
  const exponentials = logits.exp();
  const probs = exponentials.div(exponentials.sum(1, { keepdim: true }));
  const wanted = target.ndim === 1 ? oneHot(target, logits.size(1)) : target;
  return torch.where(wanted.ne(0), probs, 1).log2().mul(wanted).sum(1).mean().neg();
}
