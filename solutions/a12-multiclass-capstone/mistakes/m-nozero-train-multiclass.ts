import { forgetful, trainWith } from '../mistaken/train-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-NOZERO',
  tasks: ['A12.5'],
  summary: 'never clears the gradients',
} as const;

export const trainMulticlass = trainWith(forgetful);
