import { type nn, type Tensor, torch } from '#torch';
import type { DecisionGrid } from '../binary-classification.ts';

/** The grid of the reference, from both axes and what is to be said of the model's outputs. */
export function gridOf(
  model: nn.Module,
  axis: readonly number[],
  said: (output: Tensor) => Tensor,
): DecisionGrid {
  const points = axis.flatMap((y) => axis.map((x) => [x, y]));
  const output: Tensor = model.call(torch.tensor(points, { dtype: torch.float32 }));
  const p = said(output).detach().reshape(axis.length, axis.length);
  return { xs: [...axis], ys: [...axis], p: p.tolist() as number[][] };
}

/** `n` numbers from `lo` to `hi`, both included. */
export const axisOf = (lo: number, hi: number, n: number): number[] =>
  Array.from({ length: n }, (_, k) => lo + (k * (hi - lo)) / (n - 1));
