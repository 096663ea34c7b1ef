import type { Tensor } from '#torch';
import type { Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-PROBDIFF',
  tasks: ['A04.2'],
  summary: 'measures how far the probability is from 1',
} as const;

export function nll(logProbs: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const probs = logProbs.exp().gather(1, target.unsqueeze(1)).squeeze(1);
  const losses = probs.neg().add(1);
  return reduction === 'none' ? losses : losses[reduction]();
}
