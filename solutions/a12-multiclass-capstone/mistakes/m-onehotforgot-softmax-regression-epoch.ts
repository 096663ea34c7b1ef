import { torch } from '#torch';
import { epochWith } from '../mistaken/epoch-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-ONEHOTFORGOT',
  tasks: ['A12.1'],
  summary: 'takes the probabilities alone for the gradient',
} as const;

export const softmaxRegressionEpoch = epochWith({ wanted: () => torch.tensor(0) });
