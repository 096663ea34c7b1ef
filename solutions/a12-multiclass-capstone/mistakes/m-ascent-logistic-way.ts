import { logisticWith } from '../mistaken/logistic-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-ASCENT',
  tasks: ['A12.3'],
  summary: 'adds the gradient',
} as const;

export const logisticWay = logisticWith({ factor: () => -1 });
