import { epochWith } from '../mistaken/epoch-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-NODIVN',
  tasks: ['A12.1'],
  summary: 'takes the sum of the batch for its mean',
} as const;

export const softmaxRegressionEpoch = epochWith({ divisor: () => 1 });
