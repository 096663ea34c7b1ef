import type { Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-EXPSIGN',
  tasks: ['A10.9'],
  summary: 'takes e^x where e^−x belongs',
} as const;

export function softplusGrad(x: Tensor): Tensor {
  return x.exp().add(1).reciprocal();
}
