import { type Tensor, torch } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-LEAKYSIGN',
  tasks: ['A10.11'],
  summary: 'gives the left side a negative slope',
} as const;

export function leakyReluGrad(x: Tensor): Tensor {
  return torch.where(x.gt(0), torch.onesLike(x), torch.fullLike(x, -0.01));
}
