import type { Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-SIGN',
  tasks: ['A07.5'],
  summary: 'subtracts the prediction from the target',
} as const;

export function mseBackward(yHat: Tensor, y: Tensor): Tensor {
  return y.sub(yHat).mul(2 / yHat.numel());
}
