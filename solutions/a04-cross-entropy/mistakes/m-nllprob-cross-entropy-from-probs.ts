import type { Tensor } from '#torch';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-NLLPROB',
  tasks: ['A04.3'],
  summary: 'uses the probabilities without their logarithm',
} as const;

export function crossEntropyFromProbs(probs: Tensor, onehot: Tensor): Tensor {
  return probs.mul(onehot).sum(1).mean().neg();
}
