import type { Tensor } from '#torch';
import { crossEntropy } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-LOGBASE',
  tasks: ['A04.6'],
  summary: 'leaves the loss in nats',
} as const;

export function crossEntropyBits(logits: Tensor, target: Tensor): Tensor {
  return crossEntropy(logits, target);
}
