import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-FIXEDDIM',
  tasks: ['A03.4'],
  summary: 'ignores dim and always reduces the last axis',
} as const;

export function logsumexp(x: Tensor, _dim: number, keepdim = false): Tensor {
  const largest = x.amax(-1, { keepdim: true });
  const result = x.sub(largest).exp().sum(-1, { keepdim: true }).log().add(largest);
  return keepdim ? result : result.squeeze(-1);
}
