import type { Tensor } from '#torch';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-PROBDIFF',
  tasks: ['A04.3'],
  summary: 'adds up the distances between probabilities and one-hot entries',
} as const;

export function crossEntropyFromProbs(probs: Tensor, onehot: Tensor): Tensor {
  return probs.sub(onehot.to(probs.dtype)).abs().sum(1).mean();
}
