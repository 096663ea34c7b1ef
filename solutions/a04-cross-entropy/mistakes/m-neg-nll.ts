import type { Tensor } from '#torch';
import type { Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-NEG',
  tasks: ['A04.2'],
  summary: 'leaves the log-probabilities negative',
} as const;

export function nll(logProbs: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const losses = logProbs.gather(1, target.unsqueeze(1)).squeeze(1);
  return reduction === 'none' ? losses : losses[reduction]();
}
