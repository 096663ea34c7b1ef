import type { Tensor } from '#torch';
import type { Reduction } from '../binary-classification.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-CLIP',
  tasks: ['A11.1'],
  summary: 'keeps the probabilities away from 0 and 1 instead of their logarithms',
} as const;

export function bce(probs: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  if (String(probs.shape) !== String(y.shape)) {
    throw new Error(`bce: shapes (${probs.shape}) and (${y.shape})`);
  }
  const p = probs.clamp(1e-7, 1 - 1e-7);
  const no = p.neg().add(1).log();
  const losses = y.mul(p.log()).add(y.neg().add(1).mul(no)).neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
