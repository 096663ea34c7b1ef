import type { Shapes } from '../logreg-shapes.ts';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A05.1'],
  summary: 'swaps the weights of the two conventions',
} as const;

export function shapesFor(n: number, f: number, c: number): Shapes {
  return { X: [n, f], W: [c, f], b: [c], logits: [n, c], torchWeight: [f, c] };
}
