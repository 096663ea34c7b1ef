import { logisticWith } from '../mistaken/logistic-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-NOZERO',
  tasks: ['A12.3'],
  summary: 'lets the gradients add up',
} as const;

export const logisticWay = logisticWith({ accumulates: true });
