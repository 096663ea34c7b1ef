import type { Tensor } from '#torch';
import { type DescentOptions, mse, mseGradients, predict } from '../linreg-by-hand.ts';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-BIASFORGOT',
  tasks: ['A02.10'],
  summary: 'moves the weights alone',
} as const;

export function gradientDescent(
  X: Tensor,
  y: Tensor,
  o: DescentOptions,
): { w: Tensor; b: Tensor; losses: number[] } {
  const { b0: b } = o;
  let w = o.w0;
  const losses: number[] = [];
  for (let step = 0; step < o.steps; step++) {
    losses.push(mse(y, predict(X, w, b)).item());
    const { dw } = mseGradients(X, y, w, b);
    w = w.sub(dw.mul(o.lr));
  }
  return { w, b, losses };
}
