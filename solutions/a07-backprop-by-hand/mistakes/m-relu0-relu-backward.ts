import type { Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-RELU0',
  tasks: ['A07.4'],
  summary: 'takes the slope at 0 as 1',
} as const;

export function reluBackward(dOut: Tensor, x: Tensor): Tensor {
  return dOut.mul(x.ge(0));
}
