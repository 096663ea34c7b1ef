import { type Generator, type Tensor, torch } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-BIAS2D',
  tasks: ['A05.2'],
  summary: 'draws the biases as a column',
} as const;

export function initLogReg(F: number, C: number, generator: Generator): { W: Tensor; b: Tensor } {
  const bound = 1 / Math.sqrt(F);
  const W = torch.empty(F, C).uniform_(-bound, bound, { generator });
  const b = torch.empty(C, 1).uniform_(-bound, bound, { generator });
  return { W, b };
}
