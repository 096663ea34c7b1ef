import type { Tensor } from '#torch';
import { predictLabels, type Trained, type TrainOptions } from '../binary-classification.ts';
import { trainingWith } from '../mistaken/training-with.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-THRESH',
  tasks: ['A11.8'],
  summary: 'holds the logits against the threshold for probabilities',
} as const;

export function trainBinary(X: Tensor, y: Tensor, o: TrainOptions): Trained {
  const { model, losses } = trainingWith(X, y, o);
  const right = predictLabels(model.call(X).flatten()).eq(y);
  return { model, losses, accuracy: right.sum().item() / y.shape[0] };
}
