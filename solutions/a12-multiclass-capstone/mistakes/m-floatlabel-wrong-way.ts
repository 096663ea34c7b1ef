import { regressionWith } from '../mistaken/regression-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-FLOATLABEL',
  tasks: ['A12.2'],
  summary: 'leaves the labels floats',
} as const;

export const wrongWay = regressionWith({ labels: (yHat, top) => yHat.round().clamp(0, top) });
