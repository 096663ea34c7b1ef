import type { Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-TANHSCALE',
  tasks: ['A10.2'],
  summary: 'stretches the sigmoid upwards only: 2σ(x) − 1',
} as const;

export function tanh(x: Tensor): Tensor {
  return x.neg().exp().add(1).reciprocal().mul(2).sub(1);
}
