import type { Tensor } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A02.2'],
  summary: 'turns the predictions into the errors in place',
} as const;

export function mse(yTrue: Tensor, yPred: Tensor): Tensor {
  if (String(yTrue.shape) !== String(yPred.shape)) throw new Error('mse: the shapes differ');
  return yPred.sub_(yTrue).square().mean();
}
