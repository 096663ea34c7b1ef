import { regressionWith } from '../mistaken/regression-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-LABELRANGE',
  tasks: ['A12.2'],
  summary: 'leaves labels that no class has',
} as const;

export const wrongWay = regressionWith({ labels: (yHat) => yHat.round().long() });
