import type { Tensor } from '#torch';
import { mse, unpackParams } from '../linreg-by-hand.ts';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-BIASFORGOT',
  tasks: ['A02.6'],
  summary: 'predicts without the bias',
} as const;

export function lossGivenParams(p: Tensor, X: Tensor, y: Tensor): Tensor {
  const { w } = unpackParams(p);
  return mse(y, X.matmul(w));
}
