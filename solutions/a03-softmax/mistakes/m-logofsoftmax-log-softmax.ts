import type { Tensor } from '#torch';
import { softmaxDim } from '../softmax.ts';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-LOGOFSOFTMAX',
  tasks: ['A03.5'],
  summary: 'takes the logarithm after the probabilities have been rounded',
} as const;

export function logSoftmax(x: Tensor, dim: number): Tensor {
  return softmaxDim(x, dim).log();
}
