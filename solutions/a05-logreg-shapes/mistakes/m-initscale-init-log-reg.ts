import { type Generator, type Tensor, torch } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-INITSCALE',
  tasks: ['A05.2'],
  summary: 'draws from ±1 whatever the number of features is',
} as const;

export function initLogReg(F: number, C: number, generator: Generator): { W: Tensor; b: Tensor } {
  const W = torch.rand(F, C, { generator }).mul(2).sub(1);
  const b = torch.rand(C, { generator }).mul(2).sub(1);
  return { W, b };
}
