import { type Tensor, torch } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-JACDIAG',
  tasks: ['A07.6'],
  summary: 'keeps only the diagonal',
} as const;

export function softmaxJacobian(p: Tensor): Tensor {
  return torch.diag(p.sub(p.square()));
}
