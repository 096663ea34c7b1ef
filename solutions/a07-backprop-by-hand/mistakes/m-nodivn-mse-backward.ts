import type { Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-NODIVN',
  tasks: ['A07.5'],
  summary: 'differentiates the sum of squares',
} as const;

export function mseBackward(yHat: Tensor, y: Tensor): Tensor {
  return yHat.sub(y).mul(2);
}
