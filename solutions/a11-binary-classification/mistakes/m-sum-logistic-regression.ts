import { regressionWith } from '../mistaken/regression-with.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-SUM',
  tasks: ['A11.10'],
  summary: 'adds the slopes of all samples up',
} as const;

export const MyLogisticRegression = regressionWith((n) => ({ w: n, b: n }));
