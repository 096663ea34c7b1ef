import { type nn, torch } from '#torch';
import type { DecisionGrid } from '../binary-classification.ts';
import { axisOf, gridOf } from '../mistaken/grid-of.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-GRIDT',
  tasks: ['A11.9'],
  summary: 'has a row for each x and a column for each y',
} as const;

export function decisionGrid(model: nn.Module, lo: number, hi: number, n: number): DecisionGrid {
  const { xs, ys, p } = gridOf(model, axisOf(lo, hi, n), torch.sigmoid);
  return { xs, ys, p: xs.map((_, col) => p.map((row) => row[col])) };
}
