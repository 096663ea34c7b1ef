import { type Tensor, torch } from '#torch';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A04.3'],
  summary: 'adds down the columns and averages over the classes',
} as const;

export function crossEntropyFromProbs(probs: Tensor, onehot: Tensor): Tensor {
  const counted = torch.where(onehot.ne(0), probs, 1);
  return counted.log().mul(onehot).sum(0).mean().neg();
}
