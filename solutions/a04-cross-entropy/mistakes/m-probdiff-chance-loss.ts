export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-PROBDIFF',
  tasks: ['A04.7'],
  summary: 'measures how far the probability is from 1',
} as const;

export function chanceLoss(numClasses: number): number {
  return 1 - 1 / numClasses;
}
