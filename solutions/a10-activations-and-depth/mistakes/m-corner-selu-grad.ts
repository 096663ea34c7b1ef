import { type Tensor, torch } from '#torch';
import { ALPHA, LAMBDA } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-CORNER',
  tasks: ['A10.12'],
  summary: 'counts 0 among the positive numbers',
} as const;

export function seluGrad(x: Tensor): Tensor {
  return torch.where(x.ge(0), torch.onesLike(x), x.exp().mul(ALPHA)).mul(LAMBDA);
}
