import { type Generator, type Tensor, torch } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A05.2'],
  summary: 'draws the weights in the layout of PyTorch',
} as const;

export function initLogReg(F: number, C: number, generator: Generator): { W: Tensor; b: Tensor } {
  const bound = 1 / Math.sqrt(F);
  const W = torch.empty(C, F).uniform_(-bound, bound, { generator });
  const b = torch.empty(C).uniform_(-bound, bound, { generator });
  return { W, b };
}
