import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A03.3'],
  summary: 'always works down the columns',
} as const;

export function softmaxDim(x: Tensor, _dim: number): Tensor {
  const exponentials = x.sub(x.amax(0, { keepdim: true })).exp();
  return exponentials.div(exponentials.sum(0, { keepdim: true }));
}
