import type { Tensor } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A02.3'],
  summary: 'subtracts shapes that differ and lets them broadcast',
} as const;

export function mae(yTrue: Tensor, yPred: Tensor): Tensor {
  return yPred.sub(yTrue).abs().mean();
}
