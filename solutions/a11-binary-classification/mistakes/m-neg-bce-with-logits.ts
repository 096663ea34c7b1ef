import type { Tensor } from '#torch';
import type { Reduction } from '../binary-classification.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-NEG',
  tasks: ['A11.3'],
  summary: 'turns the sign of the loss',
} as const;

const softplus = (z: Tensor): Tensor => z.clamp(0).add(z.abs().neg().exp().log1p());

export function bceWithLogits(logits: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  if (String(logits.shape) !== String(y.shape)) {
    throw new Error(`bceWithLogits: shapes (${logits.shape}) and (${y.shape})`);
  }
  const losses = logits.mul(y).sub(softplus(logits));
  return reduction === 'none' ? losses : losses[reduction]();
}
