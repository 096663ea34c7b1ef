import { F } from '#torch';
import { stepOn, trainWith } from '../mistaken/train-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-FLATTEN',
  tasks: ['A12.5'],
  summary: 'flattens the scores, as for a regression',
} as const;

export const trainMulticlass = trainWith(
  stepOn((logits, labels) => F.crossEntropy(logits.flatten(), labels)),
);
