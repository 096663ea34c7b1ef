import type { Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-SOFTPLUSOVER',
  tasks: ['A10.3'],
  summary: 'takes the logarithm of 1 + e^x as it stands',
} as const;

export function softplus(x: Tensor): Tensor {
  return x.exp().add(1).log();
}
