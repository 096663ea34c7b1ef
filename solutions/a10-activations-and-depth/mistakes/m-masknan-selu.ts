import type { Tensor } from '#torch';
import { ALPHA, LAMBDA } from '../activations-and-depth.ts';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-MASKNAN',
  tasks: ['A10.6'],
  summary: 'adds both sides, each times 0 or 1',
} as const;

export function selu(x: Tensor): Tensor {
  const [right, left] = [x.gt(0).to(x.dtype), x.le(0).to(x.dtype)];
  return right
    .mul(x)
    .add(left.mul(x.exp().sub(1)).mul(ALPHA))
    .mul(LAMBDA);
}
