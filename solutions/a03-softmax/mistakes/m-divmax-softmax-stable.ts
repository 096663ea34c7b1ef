import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-DIVMAX',
  tasks: ['A03.2'],
  summary: 'divides by the largest score instead of subtracting it',
} as const;

export function softmaxStable(x: Tensor): Tensor {
  const exponentials = x.div(x.max()).exp();
  return exponentials.div(exponentials.sum());
}
