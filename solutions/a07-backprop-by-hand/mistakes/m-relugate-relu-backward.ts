import type { Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-RELUGATE',
  tasks: ['A07.4'],
  summary: 'opens where the incoming gradient is positive',
} as const;

export function reluBackward(dOut: Tensor, _x: Tensor): Tensor {
  return dOut.mul(dOut.gt(0));
}
