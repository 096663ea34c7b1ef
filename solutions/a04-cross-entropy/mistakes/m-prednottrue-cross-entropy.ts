import type { Tensor } from '#torch';
import type { Reduction } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-PREDNOTTRUE',
  tasks: ['A04.4'],
  summary: 'scores the class with the highest score',
} as const;

export function crossEntropy(logits: Tensor, _target: Tensor, reduction: Reduction = 'mean'): Tensor {
  const shifted = logits.sub(logits.amax(1, { keepdim: true }));
  const losses = shifted.exp().sum(1).log();
  return reduction === 'none' ? losses : losses[reduction]();
}
