import { logisticWith } from '../mistaken/logistic-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-TRAINEVAL',
  tasks: ['A12.3'],
  summary: 'takes the accuracy of the training rows',
} as const;

const right = logisticWith({});

export const logisticWay: typeof right = (Xtr, ytr, _Xv, _yv, o) => right(Xtr, ytr, Xtr, ytr, o);
