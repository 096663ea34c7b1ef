import { type Tensor, torch } from '#torch';

export * from '../tensors.ts';

export const mistake = {
  code: 'M-DDOF',
  tasks: ['A01.7'],
  summary: 'leaves std to its default, which divides by N − 1',
} as const;

export function standardize(X: Tensor): { Z: Tensor; mean: Tensor; std: Tensor } {
  const values = X.isFloatingPoint() ? X : X.float();
  const mean = values.mean(0);
  const std = values.std(0);
  return { Z: values.sub(mean).div(torch.where(std.eq(0), torch.onesLike(std), std)), mean, std };
}
