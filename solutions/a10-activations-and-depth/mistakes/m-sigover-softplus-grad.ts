import type { Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-SIGOVER',
  tasks: ['A10.9'],
  summary: 'divides e^x by 1 + e^x',
} as const;

export function softplusGrad(x: Tensor): Tensor {
  const up = x.exp();
  return up.div(up.add(1));
}
