import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-SIGEACH',
  tasks: ['A03.3'],
  summary: 'takes the sigmoid of every score by itself',
} as const;

export function softmaxDim(x: Tensor, _dim: number): Tensor {
  return x.neg().exp().add(1).reciprocal();
}
