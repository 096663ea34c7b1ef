import { regressionWith } from '../mistaken/regression-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-BIASFORGOT',
  tasks: ['A12.2'],
  summary: 'fits a line through the origin',
} as const;

export const wrongWay = regressionWith({ fitIntercept: false });
