import type { Tensor } from '#torch';

export * from '../linreg-by-hand.ts';

export const mistake = {
  code: 'M-BIASFORGOT',
  tasks: ['A02.4'],
  summary: 'packs the weights alone',
} as const;

export function packParams(w: Tensor, _b: Tensor): Tensor {
  return w.clone();
}
