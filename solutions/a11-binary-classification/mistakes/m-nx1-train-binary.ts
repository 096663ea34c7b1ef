import { nn, type Tensor } from '#torch';
import type { Trained, TrainOptions } from '../binary-classification.ts';
import { trainingWith } from '../mistaken/training-with.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A11.8'],
  summary: 'leaves the logits a column',
} as const;

export function trainBinary(X: Tensor, y: Tensor, o: TrainOptions): Trained {
  const criterion = new nn.BCEWithLogitsLoss();
  return trainingWith(X, y, o, { loss: (output, targets) => criterion.call(output, targets) });
}
