import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-SIGEACH',
  tasks: ['A03.1'],
  summary: 'takes the sigmoid of every score by itself',
} as const;

export function softmaxNaive(x: Tensor): Tensor {
  return x.neg().exp().add(1).reciprocal();
}
