import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-SCALAR',
  tasks: ['A05.7'],
  summary: 'keeps only the most probable label of every sample',
} as const;

export function multiLabel(probs: Tensor, threshold: number): number[][] {
  const rows = probs.tolist() as number[][];
  return rows.map((row) =>
    row.flatMap((p, label) => (p > threshold && p === Math.max(...row) ? [label] : [])),
  );
}
