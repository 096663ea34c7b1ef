import type { Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A07.3'],
  summary: 'multiplies the incoming gradient in place',
} as const;

export function sigmoidBackward(dOut: Tensor, out: Tensor): Tensor {
  return dOut.mul_(out).mul_(out.neg().add(1));
}
