import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A03.1'],
  summary: 'takes the exponentials in place',
} as const;

export function softmaxNaive(x: Tensor): Tensor {
  const exponentials = x.exp_();
  return exponentials.div(exponentials.sum());
}
