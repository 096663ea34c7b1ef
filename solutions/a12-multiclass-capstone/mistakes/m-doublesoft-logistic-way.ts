import { F, torch } from '#torch';
import { logisticWith } from '../mistaken/logistic-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-DOUBLESOFT',
  tasks: ['A12.3'],
  summary: 'gives probabilities to the cross-entropy',
} as const;

export const logisticWay = logisticWith({
  loss: (scores, y) => F.crossEntropy(torch.softmax(scores, 1), y),
});
