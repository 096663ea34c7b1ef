import type { Tensor } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-SOFTPLUSOVER',
  tasks: ['A11.2'],
  summary: 'takes the exponential of large numbers',
} as const;

export function log1pExp(z: Tensor): Tensor {
  return z.exp().log1p();
}
