import type { Tensor } from '#torch';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-ONEHOTBASE1',
  tasks: ['A04.5'],
  summary: 'counts the classes from 1',
} as const;

export function accuracy(logits: Tensor, target: Tensor): number {
  return logits.argmax(1).add(1).eq(target).sum().item() / target.shape[0];
}
