import { regressionWith } from '../mistaken/regression-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-TRUNCATE',
  tasks: ['A12.2'],
  summary: 'cuts the fraction off',
} as const;

export const wrongWay = regressionWith({ labels: (yHat, top) => yHat.clamp(0, top).long() });
