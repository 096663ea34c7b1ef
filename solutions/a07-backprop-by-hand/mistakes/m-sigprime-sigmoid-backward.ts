import type { Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-SIGPRIME',
  tasks: ['A07.3'],
  summary: 'takes the sigmoid of the output once more',
} as const;

export function sigmoidBackward(dOut: Tensor, out: Tensor): Tensor {
  const again = out.sigmoid();
  return dOut.mul(again).mul(again.neg().add(1));
}
