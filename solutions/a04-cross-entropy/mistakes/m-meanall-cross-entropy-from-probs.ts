import { type Tensor, torch } from '#torch';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-MEANALL',
  tasks: ['A04.3'],
  summary: 'averages over all entries of the table',
} as const;

export function crossEntropyFromProbs(probs: Tensor, onehot: Tensor): Tensor {
  const counted = torch.where(onehot.ne(0), probs, 1);
  return counted.log().mul(onehot).mean().neg();
}
