import { type Tensor, torch } from '#torch';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-NEG',
  tasks: ['A04.3'],
  summary: 'forgets the minus in front of the sum',
} as const;

export function crossEntropyFromProbs(probs: Tensor, onehot: Tensor): Tensor {
  const counted = torch.where(onehot.ne(0), probs, 1);
  return counted.log().mul(onehot).sum(1).mean();
}
