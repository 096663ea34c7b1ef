import { torch } from '#torch';
import { epochWith } from '../mistaken/epoch-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A12.1'],
  summary: 'takes the softmax down the samples',
} as const;

export const softmaxRegressionEpoch = epochWith({ squash: (scores) => torch.softmax(scores, 0) });
