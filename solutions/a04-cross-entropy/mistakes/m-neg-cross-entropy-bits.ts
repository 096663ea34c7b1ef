import type { Tensor } from '#torch';
import { crossEntropy } from '../cross-entropy.ts';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-NEG',
  tasks: ['A04.6'],
  summary: 'gives the bits a negative sign',
} as const;

export function crossEntropyBits(logits: Tensor, target: Tensor): Tensor {
  return crossEntropy(logits, target).div(-Math.LN2);
}
