import type { Tensor } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-SIGOVER',
  tasks: ['A10.8'],
  summary: 'squares a quotient of exponentials that overflow',
} as const;

export function tanhGrad(x: Tensor): Tensor {
  const [up, down] = [x.exp(), x.neg().exp()];
  return up.sub(down).div(up.add(down)).square().neg().add(1);
}
