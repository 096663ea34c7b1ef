import type { Tensor } from '#torch';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A04.5'],
  summary: 'looks for the best sample of each class',
} as const;

export function accuracy(logits: Tensor, target: Tensor): number {
  return logits.argmax(0).eq(target).sum().item() / target.shape[0];
}
