import type { Tensor } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A01.8'],
  summary: 'puts the column before the row',
} as const;

export function corners(X: Tensor): [number, number, number, number] {
  return [X.at(0, 0).item(), X.at(-1, 0).item(), X.at(0, -1).item(), X.at(-1, -1).item()];
}
