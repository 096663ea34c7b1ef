import type { Tensor } from '#torch';
import type { Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-PREDNOTTRUE',
  tasks: ['A04.2'],
  summary: 'scores the most probable class of each row',
} as const;

export function nll(logProbs: Tensor, _target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const losses = logProbs.amax(1).neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
