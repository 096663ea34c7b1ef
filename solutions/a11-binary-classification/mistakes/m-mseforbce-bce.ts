import type { Tensor } from '#torch';
import type { Reduction } from '../binary-classification.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-MSEFORBCE',
  tasks: ['A11.1'],
  summary: 'squares the distance to the target',
} as const;

export function bce(probs: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  if (String(probs.shape) !== String(y.shape)) {
    throw new Error(`bce: shapes (${probs.shape}) and (${y.shape})`);
  }
  const losses = probs.sub(y).square();
  return reduction === 'none' ? losses : losses[reduction]();
}
