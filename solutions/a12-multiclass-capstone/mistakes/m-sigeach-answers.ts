import { chooseLoss as right } from '../multiclass-capstone.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-SIGEACH',
  tasks: ['A12.10'],
  summary: 'takes a yes-or-no question for each of the sections',
} as const;

export const chooseLoss = { ...right, newsTopic: 'bceWithLogits' };
