import { type Tensor, torch } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-BIASPLACE',
  tasks: ['A02.4'],
  summary: 'puts the bias first',
} as const;

export function packParams(w: Tensor, b: Tensor): Tensor {
  return torch.cat([b.reshape([1]), w]);
}
