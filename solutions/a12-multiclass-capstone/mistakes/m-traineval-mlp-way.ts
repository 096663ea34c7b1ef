import type { Tensor } from '#torch';
import { type MlpOptions, mlpWay as right } from '../multiclass-capstone.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-TRAINEVAL',
  tasks: ['A12.6'],
  summary: 'takes the accuracy of the training rows',
} as const;

export const mlpWay = (Xtr: Tensor, ytr: Tensor, _Xv: Tensor, _yv: Tensor, o: MlpOptions) =>
  right(Xtr, ytr, Xtr, ytr, o);
