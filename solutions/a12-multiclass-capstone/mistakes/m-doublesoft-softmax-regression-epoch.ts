import { torch } from '#torch';
import { epochWith } from '../mistaken/epoch-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-DOUBLESOFT',
  tasks: ['A12.1'],
  summary: 'takes the softmax of the probabilities',
} as const;

export const softmaxRegressionEpoch = epochWith({
  squash: (scores) => torch.softmax(torch.softmax(scores, 1), 1),
});
