import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-NOEXP',
  tasks: ['A03.3'],
  summary: 'divides the scores by their sum',
} as const;

export function softmaxDim(x: Tensor, dim: number): Tensor {
  return x.div(x.sum(dim, { keepdim: true }));
}
