import type { Tensor } from '#torch';
import type { Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A04.2'],
  summary: 'looks the labels up along the samples',
} as const;

export function nll(logProbs: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const losses = logProbs.gather(0, target.unsqueeze(0)).squeeze(0).neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
