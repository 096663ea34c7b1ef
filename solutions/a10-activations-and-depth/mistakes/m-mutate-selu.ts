import { type Tensor, torch } from '#torch';
import { ALPHA, LAMBDA } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A10.6'],
  summary: 'scales its input in place',
} as const;

export function selu(x: Tensor): Tensor {
  const left = x
    .exp()
    .sub(1)
    .mul(ALPHA * LAMBDA);
  return torch.where(x.gt(0), x.mul_(LAMBDA), left);
}
