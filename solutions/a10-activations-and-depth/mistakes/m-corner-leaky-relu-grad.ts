import { type Tensor, torch } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-CORNER',
  tasks: ['A10.11'],
  summary: 'counts 0 among the positive numbers',
} as const;

export function leakyReluGrad(x: Tensor): Tensor {
  return torch.where(x.ge(0), torch.onesLike(x), torch.fullLike(x, 0.01));
}
