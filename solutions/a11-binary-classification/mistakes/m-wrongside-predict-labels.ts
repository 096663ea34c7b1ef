import type { Tensor } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-WRONGSIDE',
  tasks: ['A11.6'],
  summary: 'says yes below the threshold',
} as const;

export function predictLabels(p: Tensor, threshold = 0.5): Tensor {
  return p.le(threshold).long();
}
