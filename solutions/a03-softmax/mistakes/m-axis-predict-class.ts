import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A03.7'],
  summary: 'searches each column, so the answer is one sample per class',
} as const;

export function predictClass(probs: Tensor): Tensor {
  return probs.argmax(0);
}
