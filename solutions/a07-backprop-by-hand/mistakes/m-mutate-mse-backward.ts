import type { Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A07.5'],
  summary: 'subtracts in place',
} as const;

export function mseBackward(yHat: Tensor, y: Tensor): Tensor {
  return yHat.sub_(y).mul_(2 / yHat.numel());
}
