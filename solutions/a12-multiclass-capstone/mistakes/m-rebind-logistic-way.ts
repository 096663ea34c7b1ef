import { logisticWith } from '../mistaken/logistic-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-REBIND',
  tasks: ['A12.3'],
  summary: 'never changes the weights that it steps from',
} as const;

export const logisticWay = logisticWith({ factor: () => 0 });
