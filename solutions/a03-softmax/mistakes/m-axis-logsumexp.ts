import type { Tensor } from '#torch';

export * from '../softmax.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A03.4'],
  summary: 'always reduces the columns',
} as const;

export function logsumexp(x: Tensor, _dim: number, keepdim = false): Tensor {
  const largest = x.amax(0, { keepdim: true });
  const result = x.sub(largest).exp().sum(0, { keepdim: true }).log().add(largest);
  return keepdim ? result : result.squeeze(0);
}
