import { F, type Tensor } from '#torch';

export * from '../backprop-by-hand.ts';

export const mistake = {
  code: 'M-MUTATE',
  tasks: ['A07.7'],
  summary: 'turns the scores into probabilities in place',
} as const;

export function crossEntropyBackward(logits: Tensor, target: Tensor): Tensor {
  const [samples, classes] = logits.shape;
  const p = logits.sub_(logits.amax(1, { keepdim: true })).exp_();
  p.div_(p.sum(1, { keepdim: true }));
  return p.sub_(F.oneHot(target, classes)).div_(samples);
}
