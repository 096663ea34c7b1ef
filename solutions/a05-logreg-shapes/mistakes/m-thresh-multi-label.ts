import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-THRESH',
  tasks: ['A05.7'],
  summary: 'counts a label that is exactly at the threshold',
} as const;

export function multiLabel(probs: Tensor, threshold: number): number[][] {
  const rows = probs.tolist() as number[][];
  return rows.map((row) => row.flatMap((p, label) => (p >= threshold ? [label] : [])));
}
