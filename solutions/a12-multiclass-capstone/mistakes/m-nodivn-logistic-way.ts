import { logisticWith } from '../mistaken/logistic-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-NODIVN',
  tasks: ['A12.3'],
  summary: 'steps by the gradient of the sum',
} as const;

export const logisticWay = logisticWith({ factor: (rows) => rows });
