import type { Tensor } from '#torch';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-OVERWRITE',
  tasks: ['A08.4'],
  summary: 'clears the gradient before each call',
} as const;

export function accumulateDemo(lossFn: () => Tensor, p: Tensor, k: number): Tensor[] {
  return Array.from({ length: k }, () => {
    const loss = lossFn();
    clear(p);
    loss.backward();
    return (p.grad as Tensor).clone();
  });
}

function clear(p: Tensor): void {
  p.grad = null;
}
