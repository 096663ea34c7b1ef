import type { Tensor } from '#torch';
import type { Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-SUM',
  tasks: ['A04.2'],
  summary: 'adds the batch up where its mean is asked for',
} as const;

export function nll(logProbs: Tensor, target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const losses = logProbs.gather(1, target.unsqueeze(1)).squeeze(1).neg();
  return reduction === 'none' ? losses : losses.sum();
}
