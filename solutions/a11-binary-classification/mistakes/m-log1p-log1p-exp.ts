import type { Tensor } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-LOG1P',
  tasks: ['A11.2'],
  summary: 'adds 1 before the logarithm sees a small number',
} as const;

export function log1pExp(z: Tensor): Tensor {
  return z.clamp(0).add(z.abs().neg().exp().add(1).log());
}
