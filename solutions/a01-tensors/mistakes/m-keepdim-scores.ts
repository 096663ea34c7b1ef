import type { Tensor } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-KEEPDIM',
  tasks: ['A01.10'],
  summary: 'keeps the axis of the features, with size 1',
} as const;

export function scores(W: Tensor, b: Tensor, x: Tensor): Tensor {
  return W.mul(x).sum(1, { keepdim: true }).add(b);
}
