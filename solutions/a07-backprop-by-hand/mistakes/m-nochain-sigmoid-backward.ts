import type { Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-NOCHAIN',
  tasks: ['A07.3'],
  summary: 'gives the slope of the sigmoid alone',
} as const;

export function sigmoidBackward(_dOut: Tensor, out: Tensor): Tensor {
  return out.mul(out.neg().add(1));
}
