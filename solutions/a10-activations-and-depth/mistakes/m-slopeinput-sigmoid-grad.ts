import type { Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-SLOPEINPUT',
  tasks: ['A10.7'],
  summary: 'puts x itself into s · (1 − s)',
} as const;

export function sigmoidGrad(x: Tensor): Tensor {
  return x.mul(x.neg().add(1));
}
