export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-LOGBASE',
  tasks: ['A04.7'],
  summary: 'answers in bits',
} as const;

export function chanceLoss(numClasses: number): number {
  return Math.log2(numClasses);
}
