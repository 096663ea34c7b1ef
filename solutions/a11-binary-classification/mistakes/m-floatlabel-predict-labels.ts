import type { Tensor } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-FLOATLABEL',
  tasks: ['A11.6'],
  summary: 'gives the labels as fractions',
} as const;

export function predictLabels(p: Tensor, threshold = 0.5): Tensor {
  return p.gt(threshold).to(p.dtype);
}
