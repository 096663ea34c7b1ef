export * from '../softmax.ts';

export const mistake = {
  code: 'M-NOEXP',
  tasks: ['A03.9'],
  summary: 'hands the probabilities back as if softmax only divided by the sum',
} as const;

export function logitsFor(p: number[]): number[] {
  return p;
}
