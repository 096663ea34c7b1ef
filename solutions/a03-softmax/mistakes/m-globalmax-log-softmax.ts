import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-GLOBALMAX',
  tasks: ['A03.5'],
  summary: 'subtracts one maximum for the whole batch',
} as const;

export function logSoftmax(x: Tensor, dim: number): Tensor {
  const shifted = x.sub(x.max());
  return shifted.sub(shifted.exp().sum(dim, { keepdim: true }).log());
}
