import type { Tensor } from '#torch';
import type { Reduction } from '../binary-classification.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-SOFTPLUSOVER',
  tasks: ['A11.3'],
  summary: 'takes the exponential of large logits',
} as const;

export function bceWithLogits(logits: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  if (String(logits.shape) !== String(y.shape)) {
    throw new Error(`bceWithLogits: shapes (${logits.shape}) and (${y.shape})`);
  }
  const losses = logits.exp().log1p().sub(logits.mul(y));
  return reduction === 'none' ? losses : losses[reduction]();
}
