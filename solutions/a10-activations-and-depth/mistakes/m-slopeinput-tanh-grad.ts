import type { Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-SLOPEINPUT',
  tasks: ['A10.8'],
  summary: 'puts x itself into 1 − t²',
} as const;

export function tanhGrad(x: Tensor): Tensor {
  return x.square().neg().add(1);
}
