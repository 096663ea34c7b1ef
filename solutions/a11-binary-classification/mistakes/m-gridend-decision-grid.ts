import { type nn, torch } from '#torch';
import type { DecisionGrid } from '../binary-classification.ts';
import { gridOf } from '../mistaken/grid-of.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-GRIDEND',
  tasks: ['A11.9'],
  summary: 'stops one step before the upper end',
} as const;

export function decisionGrid(model: nn.Module, lo: number, hi: number, n: number): DecisionGrid {
  const axis = Array.from({ length: n }, (_, k) => lo + (k * (hi - lo)) / n);
  return gridOf(model, axis, torch.sigmoid);
}
