import type { Tensor } from '#torch';
import { type DescentOptions, mse, mseGradients, predict } from '../linreg-by-hand.ts';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-SUM',
  tasks: ['A02.10'],
  summary: 'takes the gradient of the sum of the squared errors',
} as const;

export function gradientDescent(
  X: Tensor,
  y: Tensor,
  o: DescentOptions,
): { w: Tensor; b: Tensor; losses: number[] } {
  let { w0: w, b0: b } = o;
  const losses: number[] = [];
  for (let step = 0; step < o.steps; step++) {
    losses.push(mse(y, predict(X, w, b)).item());
    const { dw, db } = mseGradients(X, y, w, b);
    w = w.sub(dw.mul(o.lr * y.numel()));
    b = b.sub(db.mul(o.lr * y.numel()));
  }
  return { w, b, losses };
}
