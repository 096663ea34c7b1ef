import type { Shapes } from '../logreg-shapes.ts';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-BIAS2D',
  tasks: ['A05.1'],
  summary: 'gives the biases as a column',
} as const;

export function shapesFor(n: number, f: number, c: number): Shapes {
  return { X: [n, f], W: [f, c], b: [c, 1], logits: [n, c], torchWeight: [c, f] };
}
