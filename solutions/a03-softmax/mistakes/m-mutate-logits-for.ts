export * from '../softmax.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A03.9'],
  summary: 'writes the scores over the probabilities it was given',
} as const;

export function logitsFor(p: number[]): number[] {
  for (const [i, probability] of p.entries()) p[i] = Math.log(probability);
  return p;
}
