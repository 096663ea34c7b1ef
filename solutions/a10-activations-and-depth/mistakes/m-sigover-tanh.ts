import type { Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-SIGOVER',
  tasks: ['A10.2'],
  summary: 'divides the difference of two exponentials by their sum',
} as const;

export function tanh(x: Tensor): Tensor {
  const [up, down] = [x.exp(), x.neg().exp()];
  return up.sub(down).div(up.add(down));
}
