import type { Tensor } from '#torch';
import { sigmoid } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-SIGPRIME',
  tasks: ['A10.7'],
  summary: 'applies the sigmoid to its own output',
} as const;

export function sigmoidGrad(x: Tensor): Tensor {
  const s = sigmoid(sigmoid(x));
  return s.mul(s.neg().add(1));
}
