import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A05.8'],
  summary: 'rounds in place',
} as const;

export function regressionAsClassifier(yHat: Tensor, C: number): Tensor {
  return yHat
    .round_()
    .clamp_(0, C - 1)
    .long();
}
