import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A03.2'],
  summary: 'subtracts the maximum in place',
} as const;

export function softmaxStable(x: Tensor): Tensor {
  const exponentials = x.sub_(x.max()).exp();
  return exponentials.div(exponentials.sum());
}
