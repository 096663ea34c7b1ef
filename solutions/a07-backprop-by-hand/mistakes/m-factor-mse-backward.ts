import type { Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-FACTOR',
  tasks: ['A07.5'],
  summary: 'forgets the 2 of the square',
} as const;

export function mseBackward(yHat: Tensor, y: Tensor): Tensor {
  return yHat.sub(y).div(yHat.numel());
}
