import type { Tensor } from '#torch';
import { bceWithLogits, type Trained, type TrainOptions } from '../binary-classification.ts';
import { trainingWith } from '../mistaken/training-with.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-SUM',
  tasks: ['A11.8'],
  summary: 'adds the losses of a batch up',
} as const;

export function trainBinary(X: Tensor, y: Tensor, o: TrainOptions): Trained {
  return trainingWith(X, y, o, {
    loss: (output, targets) => bceWithLogits(output.flatten(), targets, 'sum'),
  });
}
