import type { Tensor } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-THRESH',
  tasks: ['A11.6'],
  summary: 'says yes on the threshold too',
} as const;

export function predictLabels(p: Tensor, threshold = 0.5): Tensor {
  return p.ge(threshold).long();
}
