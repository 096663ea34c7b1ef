import { type Tensor, torch } from '#torch';
import type { Trained, TrainOptions } from '../binary-classification.ts';
import { trainingWith } from '../mistaken/training-with.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-MSEFORBCE',
  tasks: ['A11.8'],
  summary: 'trains on the squared error of the probabilities',
} as const;

export function trainBinary(X: Tensor, y: Tensor, o: TrainOptions): Trained {
  return trainingWith(X, y, o, {
    loss: (output, targets) => torch.sigmoid(output.flatten()).sub(targets).square().mean(),
  });
}
