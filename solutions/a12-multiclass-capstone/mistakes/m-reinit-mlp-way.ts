import type { Tensor } from '#torch';
import { accuracyOf, begin } from '../mistaken/train-with.ts';
import { type MlpOptions, multiClassifier, trainMulticlass } from '../multiclass-capstone.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-REINIT',
  tasks: ['A12.6'],
  summary: 'makes the model anew in every epoch',
} as const;

export function mlpWay(Xtr: Tensor, ytr: Tensor, Xv: Tensor, yv: Tensor, o: MlpOptions) {
  const { loader, sizes, ...first } = begin(Xtr, ytr, o);
  let model = first.model;
  const losses = Array.from({ length: o.epochs }, () => {
    model = multiClassifier(...sizes);
    return trainMulticlass(model, loader, { lr: o.lr, epochs: 1 })[0];
  });
  return { model, losses, accuracy: accuracyOf(model, Xv, yv) };
}
