import type { Tensor } from '#torch';
import type { Trained, TrainOptions } from '../binary-classification.ts';
import { trainingWith } from '../mistaken/training-with.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-EPOCHAVG',
  tasks: ['A11.8'],
  summary: 'divides by the number of samples in a batch instead of the number of batches',
} as const;

export function trainBinary(X: Tensor, y: Tensor, o: TrainOptions): Trained {
  const { model, losses, accuracy, batchLosses } = trainingWith(X, y, o);
  return { model, losses: losses.map((loss, i) => (loss * batchLosses[i].length) / o.batchSize), accuracy };
}
