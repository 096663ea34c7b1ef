export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-NEG',
  tasks: ['A04.7'],
  summary: 'gives the logarithm of the probability itself',
} as const;

export function chanceLoss(numClasses: number): number {
  return Math.log(1 / numClasses);
}
