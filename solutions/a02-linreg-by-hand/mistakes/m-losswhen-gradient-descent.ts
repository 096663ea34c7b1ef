import type { Tensor } from '#torch';
import { type DescentOptions, mse, mseGradients, predict } from '../linreg-by-hand.ts';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-LOSSWHEN',
  tasks: ['A02.10'],
  summary: 'notes the loss after the step',
} as const;

export function gradientDescent(
  X: Tensor,
  y: Tensor,
  o: DescentOptions,
): { w: Tensor; b: Tensor; losses: number[] } {
  let { w0: w, b0: b } = o;
  const losses: number[] = [];
  for (let step = 0; step < o.steps; step++) {
    const { dw, db } = mseGradients(X, y, w, b);
    w = w.sub(dw.mul(o.lr));
    b = b.sub(db.mul(o.lr));
    losses.push(mse(y, predict(X, w, b)).item());
  }
  return { w, b, losses };
}
