import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-NOEXP',
  tasks: ['A03.2'],
  summary: 'divides the scores by their sum',
} as const;

export function softmaxStable(x: Tensor): Tensor {
  return x.div(x.sum());
}
