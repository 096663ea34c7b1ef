import { F, torch } from '#torch';
import { mlpWith, stepOn, trainWith } from '../mistaken/train-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-DOUBLESOFT',
  tasks: ['A12.6'],
  summary: 'gives probabilities to the cross-entropy',
} as const;

export const mlpWay = mlpWith(
  trainWith(stepOn((logits, labels) => F.crossEntropy(torch.softmax(logits, 1), labels))),
);
