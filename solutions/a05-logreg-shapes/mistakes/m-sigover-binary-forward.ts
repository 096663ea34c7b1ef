import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-SIGOVER',
  tasks: ['A05.6'],
  summary: 'divides exp(z) by 1 + exp(z)',
} as const;

export function binaryForward(x: Tensor, w: Tensor, b: Tensor): Tensor {
  const exponential = x.matmul(w).add(b).exp();
  return exponential.div(exponential.add(1));
}
