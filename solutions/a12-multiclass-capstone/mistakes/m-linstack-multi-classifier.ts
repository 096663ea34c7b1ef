import { nn } from '#torch';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-LINSTACK',
  tasks: ['A12.4'],
  summary: 'puts nothing between the two layers',
} as const;

export function multiClassifier(i: number, h: number, c: number): nn.Module {
  return new nn.Sequential(new nn.Linear(i, h), new nn.Linear(h, c));
}
