import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A05.7'],
  summary: 'lists the samples of each label',
} as const;

export function multiLabel(probs: Tensor, threshold: number): number[][] {
  const rows = probs.t().tolist() as number[][];
  return rows.map((row) => row.flatMap((p, label) => (p > threshold ? [label] : [])));
}
