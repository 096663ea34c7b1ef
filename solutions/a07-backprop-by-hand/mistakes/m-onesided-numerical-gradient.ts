import { type Tensor, torch } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-ONESIDED',
  tasks: ['A07.10'],
  summary: 'steps to one side only',
} as const;

export function numericalGradient(f: (t: Tensor) => number, t: Tensor, h = 1e-5): Tensor {
  const point = t.flatten().tolist() as number[];
  const here = f(t);
  const slopes = point.map((x, i) => {
    const moved = torch.tensor(point.with(i, x + h), { dtype: t.dtype }).reshape(t.shape);
    return (f(moved) - here) / h;
  });
  return torch.tensor(slopes, { dtype: t.dtype }).reshape(t.shape);
}
