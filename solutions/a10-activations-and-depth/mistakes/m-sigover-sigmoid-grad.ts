import type { Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-SIGOVER',
  tasks: ['A10.7'],
  summary: 'divides e^−x by (1 + e^−x)²',
} as const;

export function sigmoidGrad(x: Tensor): Tensor {
  const down = x.neg().exp();
  return down.div(down.add(1).square());
}
