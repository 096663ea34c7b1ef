import type { Tensor } from '#torch';
import type { Reduction } from '../binary-classification.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A11.1'],
  summary: 'accepts shapes that broadcast',
} as const;

export function bce(probs: Tensor, y: Tensor, reduction: Reduction = 'mean'): Tensor {
  const yes = probs.log().clamp(-100);
  const no = probs.neg().add(1).log().clamp(-100);
  const losses = y.mul(yes).add(y.neg().add(1).mul(no)).neg();
  return reduction === 'none' ? losses : losses[reduction]();
}
