import type { Tensor } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A01.4'],
  summary: 'stands the row up and lays the column down',
} as const;

export function outerSum(row: Tensor, col: Tensor): Tensor {
  return row.t().add(col.t());
}
