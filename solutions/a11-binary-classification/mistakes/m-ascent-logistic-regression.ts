import { regressionWith } from '../mistaken/regression-with.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-ASCENT',
  tasks: ['A11.10'],
  summary: 'walks along the gradient',
} as const;

export const MyLogisticRegression = regressionWith(() => ({ w: -1, b: -1 }));
