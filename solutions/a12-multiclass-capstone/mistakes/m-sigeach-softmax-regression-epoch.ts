import { torch } from '#torch';
import { epochWith } from '../mistaken/epoch-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-SIGEACH',
  tasks: ['A12.1'],
  summary: 'takes a sigmoid for each class',
} as const;

export const softmaxRegressionEpoch = epochWith({ squash: (scores) => torch.sigmoid(scores) });
