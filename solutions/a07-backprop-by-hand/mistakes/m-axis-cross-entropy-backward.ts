import { F, type Tensor, torch } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A07.7'],
  summary: 'takes the softmax down the columns',
} as const;

export function crossEntropyBackward(logits: Tensor, target: Tensor): Tensor {
  const [samples, classes] = logits.shape;
  return torch.softmax(logits, 0).sub(F.oneHot(target, classes)).div(samples);
}
