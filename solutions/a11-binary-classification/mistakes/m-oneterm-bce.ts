import type { Tensor } from '#torch';
import type { Reduction } from '../binary-classification.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-ONETERM',
  tasks: ['A11.1'],
  summary: 'counts the samples whose answer is yes only',
} as const;

export function bce(probs: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  if (String(probs.shape) !== String(y.shape)) {
    throw new Error(`bce: shapes (${probs.shape}) and (${y.shape})`);
  }
  const losses = y.mul(probs.log().clamp(-100)).neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
