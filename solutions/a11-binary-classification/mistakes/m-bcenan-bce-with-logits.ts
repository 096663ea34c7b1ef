import { type Tensor, torch } from '#torch';
import type { Reduction } from '../binary-classification.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-BCENAN',
  tasks: ['A11.3'],
  summary: 'takes the logarithm of a rounded probability',
} as const;

export function bceWithLogits(logits: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  if (String(logits.shape) !== String(y.shape)) {
    throw new Error(`bceWithLogits: shapes (${logits.shape}) and (${y.shape})`);
  }
  const p = torch.sigmoid(logits);
  const no = p.neg().add(1).log();
  const losses = y.mul(p.log()).add(y.neg().add(1).mul(no)).neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
