import { nn, type Tensor } from '#torch';
import { binaryClassifier, type Trained, type TrainOptions } from '../binary-classification.ts';
import { trainingWith } from '../mistaken/training-with.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-SIG2',
  tasks: ['A11.8'],
  summary: 'ends the network with a sigmoid',
} as const;

export function trainBinary(X: Tensor, y: Tensor, o: TrainOptions): Trained {
  const model = (i: number, h: number): nn.Module =>
    new nn.Sequential(...(binaryClassifier(i, h) as nn.Sequential), new nn.Sigmoid());
  return trainingWith(X, y, o, { model });
}
