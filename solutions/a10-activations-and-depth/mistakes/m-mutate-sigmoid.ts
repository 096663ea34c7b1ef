import type { Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A10.1'],
  summary: 'calculates in place',
} as const;

export function sigmoid(x: Tensor): Tensor {
  return x.neg_().exp_().add_(1).reciprocal_();
}
