import { type Tensor, torch } from '#torch';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-LOGBASE',
  tasks: ['A04.3'],
  summary: 'takes the decimal logarithm',
} as const;

export function crossEntropyFromProbs(probs: Tensor, onehot: Tensor): Tensor {
  const counted = torch.where(onehot.ne(0), probs, 1);
  return counted.log10().mul(onehot).sum(1).mean().neg();
}
