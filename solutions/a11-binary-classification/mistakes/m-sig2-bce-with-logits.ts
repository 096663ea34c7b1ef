import { type Tensor, torch } from '#torch';
import type { Reduction } from '../binary-classification.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-SIG2',
  tasks: ['A11.3'],
  summary: 'squashes the logits first and takes what comes out for logits',
} as const;

const softplus = (z: Tensor): Tensor => z.clamp(0).add(z.abs().neg().exp().log1p());

export function bceWithLogits(logits: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  if (String(logits.shape) !== String(y.shape)) {
    throw new Error(`bceWithLogits: shapes (${logits.shape}) and (${y.shape})`);
  }
  const squashed = torch.sigmoid(logits);
  const losses = softplus(squashed).sub(squashed.mul(y));
  return reduction === 'none' ? losses : losses[reduction]();
}
