import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-OVERFLOW',
  tasks: ['A03.3'],
  summary: 'subtracts nothing before exp',
} as const;

export function softmaxDim(x: Tensor, dim: number): Tensor {
  const exponentials = x.exp();
  return exponentials.div(exponentials.sum(dim, { keepdim: true }));
}
