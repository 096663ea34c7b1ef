import { F, type Tensor, torch } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-NODIVN',
  tasks: ['A07.7'],
  summary: 'differentiates the sum of the losses',
} as const;

export function crossEntropyBackward(logits: Tensor, target: Tensor): Tensor {
  const [_, classes] = logits.shape;
  return torch.softmax(logits, -1).sub(F.oneHot(target, classes));
}
