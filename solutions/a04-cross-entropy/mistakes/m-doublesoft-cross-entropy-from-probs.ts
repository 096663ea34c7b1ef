import type { Tensor } from '#torch';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-DOUBLESOFT',
  tasks: ['A04.3'],
  summary: 'takes the softmax of the probabilities first',
} as const;

export function crossEntropyFromProbs(probs: Tensor, onehot: Tensor): Tensor {
  const exponentials = probs.exp();
  const again = exponentials.div(exponentials.sum(1, { keepdim: true }));
  return again.log().mul(onehot).sum(1).mean().neg();
}
