import type { Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-NOCHAIN',
  tasks: ['A07.4'],
  summary: 'gives the slope of the relu alone',
} as const;

export function reluBackward(_dOut: Tensor, x: Tensor): Tensor {
  return x.gt(0).to(x.dtype);
}
