import type { Tensor } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-SUM',
  tasks: ['A02.3'],
  summary: 'adds the errors up instead of averaging them',
} as const;

export function mae(yTrue: Tensor, yPred: Tensor): Tensor {
  if (String(yTrue.shape) !== String(yPred.shape)) throw new Error('mae: the shapes differ');
  return yPred.sub(yTrue).abs().sum();
}
