import type { Tensor } from '#torch';
import { standardize as right } from '../tensors.ts';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-KEEPDIM',
  tasks: ['A01.7'],
  summary: 'returns means and standard deviations as a table of one row',
} as const;

export function standardize(X: Tensor): { Z: Tensor; mean: Tensor; std: Tensor } {
  const { Z, mean, std } = right(X);
  return { Z, mean: mean.unsqueeze(0), std: std.unsqueeze(0) };
}
