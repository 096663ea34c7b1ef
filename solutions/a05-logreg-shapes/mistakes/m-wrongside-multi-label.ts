import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-WRONGSIDE',
  tasks: ['A05.7'],
  summary: 'lists the labels below the threshold',
} as const;

export function multiLabel(probs: Tensor, threshold: number): number[][] {
  const rows = probs.tolist() as number[][];
  return rows.map((row) => row.flatMap((p, label) => (p < threshold ? [label] : [])));
}
