import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-FIXEDDIM',
  tasks: ['A03.5'],
  summary: 'ignores dim and always takes the last axis',
} as const;

export function logSoftmax(x: Tensor, _dim: number): Tensor {
  const shifted = x.sub(x.amax(-1, { keepdim: true }));
  return shifted.sub(shifted.exp().sum(-1, { keepdim: true }).log());
}
