import { nn } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-LINSTACK',
  tasks: ['A11.7'],
  summary: 'has nothing between the two layers',
} as const;

export function binaryClassifier(i: number, h: number): nn.Module {
  return new nn.Sequential(new nn.Linear(i, h), new nn.Linear(h, 1));
}
