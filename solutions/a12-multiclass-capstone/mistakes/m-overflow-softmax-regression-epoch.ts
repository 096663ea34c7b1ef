import { epochWith } from '../mistaken/epoch-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-OVERFLOW',
  tasks: ['A12.1'],
  summary: 'exponentiates scores of any size',
} as const;

export const softmaxRegressionEpoch = epochWith({
  squash: (scores) => scores.exp().div(scores.exp().sum(1, { keepdim: true })),
});
