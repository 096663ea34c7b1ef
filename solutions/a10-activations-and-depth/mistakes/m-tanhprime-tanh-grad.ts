import type { Tensor } from '#torch';
import { tanh } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-TANHPRIME',
  tasks: ['A10.8'],
  summary: 'takes the rule of the sigmoid, t · (1 − t)',
} as const;

export function tanhGrad(x: Tensor): Tensor {
  const t = tanh(x);
  return t.mul(t.neg().add(1));
}
