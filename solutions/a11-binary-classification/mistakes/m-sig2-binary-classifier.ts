import { nn } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-SIG2',
  tasks: ['A11.7'],
  summary: 'ends with a sigmoid',
} as const;

export function binaryClassifier(i: number, h: number): nn.Module {
  return new nn.Sequential(new nn.Linear(i, h), new nn.ReLU(), new nn.Linear(h, 1), new nn.Sigmoid());
}
