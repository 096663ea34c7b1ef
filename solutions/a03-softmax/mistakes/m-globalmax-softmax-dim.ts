import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-GLOBALMAX',
  tasks: ['A03.3'],
  summary: 'subtracts one maximum for the whole batch',
} as const;

export function softmaxDim(x: Tensor, dim: number): Tensor {
  const exponentials = x.sub(x.max()).exp();
  return exponentials.div(exponentials.sum(dim, { keepdim: true }));
}
