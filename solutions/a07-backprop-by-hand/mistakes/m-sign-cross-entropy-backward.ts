import { F, type Tensor, torch } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-SIGN',
  tasks: ['A07.7'],
  summary: 'subtracts the probabilities from the right classes',
} as const;

export function crossEntropyBackward(logits: Tensor, target: Tensor): Tensor {
  const [samples, classes] = logits.shape;
  return F.oneHot(target, classes).sub(torch.softmax(logits, -1)).div(samples);
}
