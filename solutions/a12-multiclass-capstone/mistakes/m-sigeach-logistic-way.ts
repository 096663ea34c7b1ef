import { torch } from '#torch';
import { logisticWith, surpriseOf } from '../mistaken/logistic-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-SIGEACH',
  tasks: ['A12.3'],
  summary: 'takes a sigmoid for each class',
} as const;

export const logisticWay = logisticWith({ loss: surpriseOf(torch.sigmoid) });
