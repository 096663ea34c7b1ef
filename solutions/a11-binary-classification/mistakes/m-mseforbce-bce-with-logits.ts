import { type Tensor, torch } from '#torch';
import type { Reduction } from '../binary-classification.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-MSEFORBCE',
  tasks: ['A11.3'],
  summary: 'squares the distance from probability to target',
} as const;

export function bceWithLogits(logits: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  if (String(logits.shape) !== String(y.shape)) {
    throw new Error(`bceWithLogits: shapes (${logits.shape}) and (${y.shape})`);
  }
  const losses = torch.sigmoid(logits).sub(y).square();
  return reduction === 'none' ? losses : losses[reduction]();
}
