import type { Tensor } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-KEEPDIM',
  tasks: ['A01.2'],
  summary: 'keeps the axis that it adds up',
} as const;

export function dotOps(w: Tensor, x: Tensor): Tensor {
  return w.mul(x).sum(0, { keepdim: true });
}
