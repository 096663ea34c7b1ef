import type { Tensor } from '#torch';
import type { DescentOptions } from '../linreg-by-hand.ts';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A02.10'],
  summary: 'descends on a table of all predictions against all targets',
} as const;

export function gradientDescent(
  X: Tensor,
  y: Tensor,
  o: DescentOptions,
): { w: Tensor; b: Tensor; losses: number[] } {
  let { w0: w, b0: b } = o;
  const losses: number[] = [];
  for (let step = 0; step < o.steps; step++) {
    const table = X.matmul(w.unsqueeze(1)).add(b).sub(y);
    losses.push(table.square().mean().item());
    const errors = table.mean(1);
    w = w.sub(
      X.t()
        .matmul(errors)
        .mul((2 * o.lr) / y.numel()),
    );
    b = b.sub(errors.mean().mul(2 * o.lr));
  }
  return { w, b, losses };
}
