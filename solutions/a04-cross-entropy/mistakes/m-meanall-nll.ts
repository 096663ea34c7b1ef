import type { Tensor } from '#torch';
import type { Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-MEANALL',
  tasks: ['A04.2'],
  summary: 'divides by the number of classes as well',
} as const;

export function nll(logProbs: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const losses = logProbs.gather(1, target.unsqueeze(1)).squeeze(1).neg().div(logProbs.size(1));
  return reduction === 'none' ? losses : losses[reduction]();
}
