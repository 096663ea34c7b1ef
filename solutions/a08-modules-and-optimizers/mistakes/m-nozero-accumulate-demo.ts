import type { Tensor } from '#torch';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-NOZERO',
  tasks: ['A08.4'],
  summary: 'adds to the gradient from before',
} as const;

export function accumulateDemo(lossFn: () => Tensor, p: Tensor, k: number): Tensor[] {
  return Array.from({ length: k }, () => {
    lossFn().backward();
    return (p.grad as Tensor).clone();
  });
}
