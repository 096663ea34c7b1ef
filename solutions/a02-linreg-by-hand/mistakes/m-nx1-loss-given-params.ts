import type { Tensor } from '#torch';
import { unpackParams } from '../linreg-by-hand.ts';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A02.6'],
  summary: 'compares a column of predictions with a vector of targets',
} as const;

export function lossGivenParams(p: Tensor, X: Tensor, y: Tensor): Tensor {
  const { w, b } = unpackParams(p);
  return X.matmul(w.unsqueeze(1)).add(b).sub(y).square().mean();
}
