import type { Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-RELU0',
  tasks: ['A10.10'],
  summary: 'gives the corner the slope 1',
} as const;

export function reluGrad(x: Tensor): Tensor {
  return x.ge(0).to(x.dtype);
}
