import { type Tensor, torch } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A01.9'],
  summary: 'makes each weight vector a column',
} as const;

export function stackClasses(ws: Tensor[], bs: Tensor[]): { W: Tensor; b: Tensor } {
  return { W: torch.stack(ws, 1), b: torch.cat(bs) };
}
