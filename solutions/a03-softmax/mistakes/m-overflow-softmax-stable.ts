import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-OVERFLOW',
  tasks: ['A03.2'],
  summary: 'subtracts nothing: the naive softmax again',
} as const;

export function softmaxStable(x: Tensor): Tensor {
  const exponentials = x.exp();
  return exponentials.div(exponentials.sum());
}
