import { nn } from '#torch';
import { Regression } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-ACTLAST',
  tasks: ['A10.14'],
  summary: 'ends with a sigmoid',
} as const;

export function nonlinRegression(i: number, h: number, o: number): Regression {
  return new Regression(new nn.Linear(i, h), new nn.Sigmoid(), new nn.Linear(h, o), new nn.Sigmoid());
}
