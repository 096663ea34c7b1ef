import type { Tensor } from '#torch';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-ALIAS',
  tasks: ['A08.4'],
  summary: 'keeps the tensor that later calls add to',
} as const;

export function accumulateDemo(lossFn: () => Tensor, p: Tensor, k: number): Tensor[] {
  p.grad = null;
  return Array.from({ length: k }, () => {
    lossFn().backward();
    return p.grad as Tensor;
  });
}
