import type { Tensor } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-SUM',
  tasks: ['A02.2'],
  summary: 'adds the errors up instead of averaging them',
} as const;

export function mse(yTrue: Tensor, yPred: Tensor): Tensor {
  if (String(yTrue.shape) !== String(yPred.shape)) throw new Error('mse: the shapes differ');
  return yPred.sub(yTrue).square().sum();
}
