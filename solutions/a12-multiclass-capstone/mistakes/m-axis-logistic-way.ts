import { torch } from '#torch';
import { logisticWith, surpriseOf } from '../mistaken/logistic-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A12.3'],
  summary: 'takes the softmax down the samples',
} as const;

export const logisticWay = logisticWith({
  loss: surpriseOf((scores) => torch.softmax(scores, 0)),
});
