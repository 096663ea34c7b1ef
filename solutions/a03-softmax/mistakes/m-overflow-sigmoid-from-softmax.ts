import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-OVERFLOW',
  tasks: ['A03.6'],
  summary: 'takes exp of the raw score',
} as const;

export function sigmoidFromSoftmax(z: Tensor): Tensor {
  const exponentials = z.exp();
  return exponentials.div(exponentials.add(1));
}
