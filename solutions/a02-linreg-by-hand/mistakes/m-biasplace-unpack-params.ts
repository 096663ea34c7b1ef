import type { Tensor } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-BIASPLACE',
  tasks: ['A02.5'],
  summary: 'takes the first number for the bias',
} as const;

export function unpackParams(p: Tensor): { w: Tensor; b: Tensor } {
  return { w: p.at('1:'), b: p.at(0) };
}
