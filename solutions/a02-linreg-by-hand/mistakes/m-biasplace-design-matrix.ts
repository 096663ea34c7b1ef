import { type Tensor, torch } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-BIASPLACE',
  tasks: ['A02.7'],
  summary: 'puts the ones behind the features',
} as const;

export function designMatrix(X: Tensor): Tensor {
  const ones = torch.ones([X.shape[0], 1], { dtype: X.dtype });
  return torch.cat([X, ones], 1);
}
