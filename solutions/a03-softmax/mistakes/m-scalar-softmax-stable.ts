import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-SCALAR',
  tasks: ['A03.2'],
  summary: 'returns only the largest probability',
} as const;

export function softmaxStable(x: Tensor): Tensor {
  const exponentials = x.sub(x.max()).exp();
  return exponentials.max().div(exponentials.sum());
}
