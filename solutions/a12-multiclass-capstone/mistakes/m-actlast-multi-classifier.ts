import { nn } from '#torch';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-ACTLAST',
  tasks: ['A12.4'],
  summary: 'ends with a softmax',
} as const;

export function multiClassifier(i: number, h: number, c: number): nn.Module {
  return new nn.Sequential(new nn.Linear(i, h), new nn.ReLU(), new nn.Linear(h, c), new nn.Softmax(1));
}
