import { type Tensor, torch } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-LEAKYSIGN',
  tasks: ['A10.5'],
  summary: 'turns the small slope upwards',
} as const;

export function leakyRelu(x: Tensor): Tensor {
  return torch.where(x.gt(0), x, x.mul(-0.01));
}
