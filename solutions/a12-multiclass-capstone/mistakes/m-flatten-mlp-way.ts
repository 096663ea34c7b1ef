import { F } from '#torch';
import { mlpWith, stepOn, trainWith } from '../mistaken/train-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-FLATTEN',
  tasks: ['A12.6'],
  summary: 'flattens the scores, as for a regression',
} as const;

export const mlpWay = mlpWith(
  trainWith(stepOn((logits, labels) => F.crossEntropy(logits.flatten(), labels))),
);
