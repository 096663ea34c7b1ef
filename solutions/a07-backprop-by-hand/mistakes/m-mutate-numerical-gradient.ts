import { type Tensor, torch } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A07.10'],
  summary: 'steps in place and leaves the last step in',
} as const;

export function numericalGradient(f: (t: Tensor) => number, t: Tensor, h = 1e-5): Tensor {
  const entries = t.flatten();
  const slopes = torch.zerosLike(entries);
  for (let i = 0; i < entries.numel(); i++) {
    const step = torch
      .zerosLike(entries)
      .indexFill(0, torch.tensor([i]), h)
      .reshape(t.shape);
    const above = f(t.add_(step));
    const below = f(t.sub_(step.mul(2)));
    slopes.indexFill_(0, torch.tensor([i]), (above - below) / (2 * h));
  }
  return slopes.reshape(t.shape);
}
