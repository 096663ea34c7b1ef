import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-SCALAR',
  tasks: ['A03.1'],
  summary: 'returns only the largest probability',
} as const;

export function softmaxNaive(x: Tensor): Tensor {
  const exponentials = x.exp();
  return exponentials.max().div(exponentials.sum());
}
