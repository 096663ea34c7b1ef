import type { Tensor } from '#torch';
import { epochWith } from '../mistaken/epoch-with.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-LASTBATCH',
  tasks: ['A12.1'],
  summary: 'leaves the last batch out when it is smaller',
} as const;

const whole = epochWith({});

export function softmaxRegressionEpoch(
  X: Tensor,
  y: Tensor,
  W: Tensor,
  b: Tensor,
  o: { lr: number; batch: number },
): void {
  const rows = Math.floor(X.shape[0] / o.batch) * o.batch;
  if (rows > 0) whole(X.narrow(0, 0, rows), y.narrow(0, 0, rows), W, b, o);
}
