import type { Tensor } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-BIASFORGOT',
  tasks: ['A02.7'],
  summary: 'adds no column of ones',
} as const;

export function designMatrix(X: Tensor): Tensor {
  return X.clone();
}
