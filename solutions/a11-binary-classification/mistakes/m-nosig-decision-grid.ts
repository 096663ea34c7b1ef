import type { nn } from '#torch';
import type { DecisionGrid } from '../binary-classification.ts';
import { axisOf, gridOf } from '../mistaken/grid-of.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-NOSIG',
  tasks: ['A11.9'],
  summary: 'gives the logits at the points',
} as const;

export function decisionGrid(model: nn.Module, lo: number, hi: number, n: number): DecisionGrid {
  return gridOf(model, axisOf(lo, hi, n), (output) => output);
}
