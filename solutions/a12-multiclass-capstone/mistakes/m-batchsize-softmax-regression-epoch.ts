import { epochWith } from '../mistaken/epoch-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-BATCHSIZE',
  tasks: ['A12.1'],
  summary: 'divides the last batch by the size of a full one',
} as const;

export const softmaxRegressionEpoch = epochWith({ divisor: (_rows, batch) => batch });
