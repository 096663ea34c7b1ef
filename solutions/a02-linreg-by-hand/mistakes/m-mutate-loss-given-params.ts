import type { Tensor } from '#torch';
import { predict, unpackParams } from '../linreg-by-hand.ts';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A02.6'],
  summary: 'turns the targets into the errors in place',
} as const;

export function lossGivenParams(p: Tensor, X: Tensor, y: Tensor): Tensor {
  const { w, b } = unpackParams(p);
  return y
    .sub_(predict(X, w, b))
    .square()
    .mean();
}
