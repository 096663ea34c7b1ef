import { type Tensor, torch } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-INTDTYPE',
  tasks: ['A01.1'],
  summary: 'gathers the sum in a tensor of whole numbers',
} as const;

export function dotLoop(w: Tensor, x: Tensor): number {
  const total = torch.tensor(0);
  for (let i = 0; i < w.numel(); i++) total.add_(w.at(i).mul(x.at(i)));
  return total.item();
}
