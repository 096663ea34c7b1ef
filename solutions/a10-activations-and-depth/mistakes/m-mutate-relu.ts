import type { Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A10.4'],
  summary: 'clips in place',
} as const;

export function relu(x: Tensor): Tensor {
  return x.clampMin_(0);
}
