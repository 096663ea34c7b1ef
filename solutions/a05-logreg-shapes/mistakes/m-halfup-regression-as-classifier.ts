import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-HALFUP',
  tasks: ['A05.8'],
  summary: 'rounds every half up',
} as const;

export function regressionAsClassifier(yHat: Tensor, C: number): Tensor {
  return yHat
    .add(0.5)
    .floor()
    .clamp(0, C - 1)
    .long();
}
