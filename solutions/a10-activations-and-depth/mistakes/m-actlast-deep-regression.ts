import { nn } from '#torch';
import { Regression } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-ACTLAST',
  tasks: ['A10.15'],
  summary: 'has a sigmoid after every layer',
} as const;

export function deepRegression(i: number, h1: number, h2: number, o: number): Regression {
  return new Regression(
    new nn.Linear(i, h1),
    new nn.Sigmoid(),
    new nn.Linear(h1, h2),
    new nn.Sigmoid(),
    new nn.Linear(h2, o),
    new nn.Sigmoid(),
  );
}
