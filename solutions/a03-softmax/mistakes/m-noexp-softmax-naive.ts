import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-NOEXP',
  tasks: ['A03.1'],
  summary: 'divides the scores by their sum',
} as const;

export function softmaxNaive(x: Tensor): Tensor {
  return x.div(x.sum());
}
