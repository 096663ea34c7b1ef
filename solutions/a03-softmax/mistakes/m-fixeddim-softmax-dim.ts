import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-FIXEDDIM',
  tasks: ['A03.3'],
  summary: 'ignores dim and always takes the last axis',
} as const;

export function softmaxDim(x: Tensor, _dim: number): Tensor {
  const exponentials = x.sub(x.amax(-1, { keepdim: true })).exp();
  return exponentials.div(exponentials.sum(-1, { keepdim: true }));
}
