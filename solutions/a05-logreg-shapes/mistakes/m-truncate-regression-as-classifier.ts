import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-TRUNCATE',
  tasks: ['A05.8'],
  summary: 'cuts the fraction off',
} as const;

export function regressionAsClassifier(yHat: Tensor, C: number): Tensor {
  return yHat.long().clamp(0, C - 1);
}
