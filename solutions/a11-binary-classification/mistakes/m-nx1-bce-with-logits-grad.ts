import { type Tensor, torch } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A11.4'],
  summary: 'accepts shapes that broadcast',
} as const;

export function bceWithLogitsGrad(logits: Tensor, y: Tensor): Tensor {
  return torch.sigmoid(logits).sub(y).div(logits.numel());
}
