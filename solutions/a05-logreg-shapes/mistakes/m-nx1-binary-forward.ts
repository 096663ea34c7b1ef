import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A05.6'],
  summary: 'treats the weights as a table of one column',
} as const;

export function binaryForward(x: Tensor, w: Tensor, b: Tensor): Tensor {
  return x.matmul(w.unsqueeze(1)).add(b).sigmoid();
}
