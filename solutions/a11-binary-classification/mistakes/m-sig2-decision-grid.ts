import { type nn, torch } from '#torch';
import type { DecisionGrid } from '../binary-classification.ts';
import { axisOf, gridOf } from '../mistaken/grid-of.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-SIG2',
  tasks: ['A11.9'],
  summary: 'squashes twice',
} as const;

export function decisionGrid(model: nn.Module, lo: number, hi: number, n: number): DecisionGrid {
  return gridOf(model, axisOf(lo, hi, n), (output) => torch.sigmoid(torch.sigmoid(output)));
}
