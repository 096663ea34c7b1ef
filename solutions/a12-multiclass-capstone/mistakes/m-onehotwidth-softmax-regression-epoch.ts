import { F } from '#torch';
import { epochWith } from '../mistaken/epoch-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-ONEHOTWIDTH',
  tasks: ['A12.1'],
  summary: 'makes one-hot rows as wide as the labels of the batch need',
} as const;

export const softmaxRegressionEpoch = epochWith({ wanted: (labels) => F.oneHot(labels) });
