import type { Tensor } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-KEEPDIM',
  tasks: ['A01.4'],
  summary: 'drops the axes of size 1 before adding',
} as const;

export function outerSum(row: Tensor, col: Tensor): Tensor {
  return row.squeeze(0).add(col.squeeze(1));
}
