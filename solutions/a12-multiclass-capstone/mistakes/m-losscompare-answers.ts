export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-LOSSCOMPARE',
  tasks: ['A12.10'],
  summary: 'compares a squared error with a cross-entropy',
} as const;

export const compareBy = 'loss';
