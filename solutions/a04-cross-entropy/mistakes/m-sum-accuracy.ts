import type { Tensor } from '#torch';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-SUM',
  tasks: ['A04.5'],
  summary: 'counts the right answers without dividing',
} as const;

export function accuracy(logits: Tensor, target: Tensor): number {
  return logits.argmax(1).eq(target).sum().item();
}
