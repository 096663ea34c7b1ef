import type { Tensor } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A02.9'],
  summary: 'compares every prediction with every target',
} as const;

export function mseGradients(X: Tensor, y: Tensor, w: Tensor, b: Tensor): { dw: Tensor; db: Tensor } {
  // (N, 1) minus (N): a table, whose mean over the targets compares each prediction with the mean of y.
  const errors = X.matmul(w.unsqueeze(1)).add(b).sub(y).mean(1);
  return {
    dw: X.t()
      .matmul(errors)
      .mul(2 / y.numel()),
    db: errors.mean().mul(2),
  };
}
