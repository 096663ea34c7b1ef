import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-SOFTMULTI',
  tasks: ['A05.7'],
  summary: 'lets the labels of a sample share one total',
} as const;

export function multiLabel(probs: Tensor, threshold: number): number[][] {
  const rows = probs.softmax(1).tolist() as number[][];
  return rows.map((row) => row.flatMap((p, label) => (p > threshold ? [label] : [])));
}
