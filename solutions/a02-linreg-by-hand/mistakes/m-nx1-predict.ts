import type { Tensor } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A02.1'],
  summary: 'returns a column of predictions',
} as const;

export function predict(X: Tensor, w: Tensor, b: Tensor): Tensor {
  return X.matmul(w.unsqueeze(1)).add(b);
}
