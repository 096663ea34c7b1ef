import { chooseLoss as right } from '../multiclass-capstone.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-SOFTMULTI',
  tasks: ['A12.10'],
  summary: 'lets labels compete that may all be true',
} as const;

export const chooseLoss = { ...right, weatherTags: 'crossEntropy' };
