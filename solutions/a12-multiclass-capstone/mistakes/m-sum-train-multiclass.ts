import { F } from '#torch';
import { stepOn, trainWith } from '../mistaken/train-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-SUM',
  tasks: ['A12.5'],
  summary: 'adds the losses of a batch up',
} as const;

export const trainMulticlass = trainWith(
  stepOn((logits, labels) => F.crossEntropy(logits, labels, { reduction: 'sum' })),
);
