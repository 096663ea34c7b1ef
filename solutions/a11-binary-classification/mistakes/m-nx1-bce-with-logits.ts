import type { Tensor } from '#torch';
import type { Reduction } from '../binary-classification.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A11.3'],
  summary: 'accepts shapes that broadcast',
} as const;

const softplus = (z: Tensor): Tensor => z.clamp(0).add(z.abs().neg().exp().log1p());

export function bceWithLogits(logits: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  const losses = softplus(logits).sub(logits.mul(y));
  return reduction === 'none' ? losses : losses[reduction]();
}
