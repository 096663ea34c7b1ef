import { type Tensor, torch } from '#torch';
import { ALPHA } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-SELUCONST',
  tasks: ['A10.12'],
  summary: 'leaves λ out',
} as const;

export function seluGrad(x: Tensor): Tensor {
  return torch.where(x.gt(0), torch.onesLike(x), x.exp().mul(ALPHA));
}
