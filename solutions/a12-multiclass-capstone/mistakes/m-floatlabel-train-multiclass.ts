import { F } from '#torch';
import { stepOn, trainWith } from '../mistaken/train-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-FLOATLABEL',
  tasks: ['A12.5'],
  summary: 'makes the labels floats',
} as const;

export const trainMulticlass = trainWith(stepOn((logits, labels) => F.crossEntropy(logits, labels.float())));
