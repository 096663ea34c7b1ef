import { type Tensor, torch } from '#torch';
import { bce, type Reduction } from '../binary-classification.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-CLIP',
  tasks: ['A11.3'],
  summary: 'takes the bounded loss of the probabilities',
} as const;

export function bceWithLogits(logits: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  if (String(logits.shape) !== String(y.shape)) {
    throw new Error(`bceWithLogits: shapes (${logits.shape}) and (${y.shape})`);
  }
  return bce(torch.sigmoid(logits), y, reduction);
}
