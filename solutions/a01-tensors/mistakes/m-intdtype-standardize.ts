import { type Tensor, torch } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-INTDTYPE',
  tasks: ['A01.7'],
  summary: 'asks for the mean of whole numbers as they are',
} as const;

export function standardize(X: Tensor): { Z: Tensor; mean: Tensor; std: Tensor } {
  const mean = X.mean(0);
  const std = X.std(0, { correction: 0 });
  return { Z: X.sub(mean).div(torch.where(std.eq(0), torch.onesLike(std), std)), mean, std };
}
