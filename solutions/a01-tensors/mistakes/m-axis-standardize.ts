import type { Tensor } from '#torch';
import { standardize as byColumns } from '../tensors.ts';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A01.7'],
  summary: 'standardizes the rows',
} as const;

export function standardize(X: Tensor): { Z: Tensor; mean: Tensor; std: Tensor } {
  const rows = byColumns((X.isFloatingPoint() ? X : X.float()).t());
  return { ...rows, Z: rows.Z.t().contiguous() };
}
