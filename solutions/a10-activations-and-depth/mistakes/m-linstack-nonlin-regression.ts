import { nn } from '#torch';
import { Regression } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-LINSTACK',
  tasks: ['A10.14'],
  summary: 'puts two linear layers back to back',
} as const;

export function nonlinRegression(i: number, h: number, o: number): Regression {
  return new Regression(new nn.Linear(i, h), new nn.Linear(h, o));
}
