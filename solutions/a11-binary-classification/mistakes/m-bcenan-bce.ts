import type { Tensor } from '#torch';
import type { Reduction } from '../binary-classification.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-BCENAN',
  tasks: ['A11.1'],
  summary: 'leaves logarithms of 0 as they are',
} as const;

export function bce(probs: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  if (String(probs.shape) !== String(y.shape)) {
    throw new Error(`bce: shapes (${probs.shape}) and (${y.shape})`);
  }
  const yes = probs.log();
  const no = probs.neg().add(1).log();
  const losses = y.mul(yes).add(y.neg().add(1).mul(no)).neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
