import { F, type Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-OVERFLOW',
  tasks: ['A07.7'],
  summary: 'takes exp of the raw scores',
} as const;

export function crossEntropyBackward(logits: Tensor, target: Tensor): Tensor {
  const [samples, classes] = logits.shape;
  const exponentials = logits.exp();
  const p = exponentials.div(exponentials.sum(1, { keepdim: true }));
  return p.sub(F.oneHot(target, classes)).div(samples);
}
