import type { Tensor } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-THRESHFIXED',
  tasks: ['A11.6'],
  summary: 'rounds, whatever the threshold',
} as const;

export function predictLabels(p: Tensor, _threshold = 0.5): Tensor {
  return p.gt(0.5).long();
}
