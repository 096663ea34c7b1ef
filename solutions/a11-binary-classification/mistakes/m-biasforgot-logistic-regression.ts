import { regressionWith } from '../mistaken/regression-with.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-BIASFORGOT',
  tasks: ['A11.10'],
  summary: 'never moves the bias',
} as const;

export const MyLogisticRegression = regressionWith(() => ({ w: 1, b: 0 }));
