import type { Tensor } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A02.3'],
  summary: 'turns the predictions into the errors in place',
} as const;

export function mae(yTrue: Tensor, yPred: Tensor): Tensor {
  if (String(yTrue.shape) !== String(yPred.shape)) throw new Error('mae: the shapes differ');
  return yPred.sub_(yTrue).abs().mean();
}
