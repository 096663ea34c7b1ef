import { forgetful, mlpWith, trainWith } from '../mistaken/train-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-NOZERO',
  tasks: ['A12.6'],
  summary: 'never clears the gradients',
} as const;

export const mlpWay = mlpWith(trainWith(forgetful));
