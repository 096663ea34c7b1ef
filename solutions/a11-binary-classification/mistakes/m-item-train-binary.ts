import type { nn, Tensor } from '#torch';
import type { TrainOptions } from '../binary-classification.ts';
import { trainingWith } from '../mistaken/training-with.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-ITEM',
  tasks: ['A11.8'],
  summary: 'adds loss tensors up instead of their numbers',
} as const;

interface TrainedWithGraphs {
  model: nn.Module;
  losses: Tensor[];
  accuracy: number;
}

export function trainBinary(X: Tensor, y: Tensor, o: TrainOptions): TrainedWithGraphs {
  const { model, accuracy, batchLosses } = trainingWith(X, y, o);
  const losses = batchLosses.map((epoch) => epoch.reduce((sum, loss) => sum.add(loss)).div(epoch.length));
  return { model, losses, accuracy };
}
