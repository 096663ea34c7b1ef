import type { Tensor } from '#torch';
import type { Trained, TrainOptions } from '../binary-classification.ts';
import { trainingWith } from '../mistaken/training-with.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-NOZERO',
  tasks: ['A11.8'],
  summary: 'never clears the gradients',
} as const;

export function trainBinary(X: Tensor, y: Tensor, o: TrainOptions): Trained {
  return trainingWith(X, y, o, { clears: false });
}
