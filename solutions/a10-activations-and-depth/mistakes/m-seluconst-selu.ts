import { type Tensor, torch } from '#torch';
import { ALPHA } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-SELUCONST',
  tasks: ['A10.6'],
  summary: 'leaves λ out',
} as const;

export function selu(x: Tensor): Tensor {
  return torch.where(x.gt(0), x, x.exp().sub(1).mul(ALPHA));
}
