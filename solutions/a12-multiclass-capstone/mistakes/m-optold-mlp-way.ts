import type { Tensor } from '#torch';
import { accuracyOf, begin } from '../mistaken/train-with.ts';
import { type MlpOptions, multiClassifier, trainMulticlass } from '../multiclass-capstone.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-OPTOLD',
  tasks: ['A12.6'],
  summary: 'trains a model and returns another',
} as const;

export function mlpWay(Xtr: Tensor, ytr: Tensor, Xv: Tensor, yv: Tensor, o: MlpOptions) {
  const { model: old, loader, sizes } = begin(Xtr, ytr, o);
  const losses = trainMulticlass(old, loader, { lr: o.lr, epochs: o.epochs });
  const model = multiClassifier(...sizes);
  return { model, losses, accuracy: accuracyOf(model, Xv, yv) };
}
