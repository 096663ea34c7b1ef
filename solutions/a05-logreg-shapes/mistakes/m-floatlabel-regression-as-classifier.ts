import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-FLOATLABEL',
  tasks: ['A05.8'],
  summary: 'leaves the labels as floats',
} as const;

export function regressionAsClassifier(yHat: Tensor, C: number): Tensor {
  return yHat.round().clamp(0, C - 1);
}
