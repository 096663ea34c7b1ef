import type { Tensor } from '#torch';
import { mse, predict } from '../linreg-by-hand.ts';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-BIASPLACE',
  tasks: ['A02.6'],
  summary: 'takes the first parameter for the bias',
} as const;

export function lossGivenParams(p: Tensor, X: Tensor, y: Tensor): Tensor {
  return mse(y, predict(X, p.at('1:'), p.at(0)));
}
