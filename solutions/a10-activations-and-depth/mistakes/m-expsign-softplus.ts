import type { Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-EXPSIGN',
  tasks: ['A10.3'],
  summary: 'is log(1 + e^−x), the mirror image',
} as const;

export function softplus(x: Tensor): Tensor {
  return x.neg().clampMin(0).add(x.abs().neg().exp().log1p());
}
