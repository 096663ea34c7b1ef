import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A03.5'],
  summary: 'always works down the columns',
} as const;

export function logSoftmax(x: Tensor, _dim: number): Tensor {
  const shifted = x.sub(x.amax(0, { keepdim: true }));
  return shifted.sub(shifted.exp().sum(0, { keepdim: true }).log());
}
