import { type Tensor, torch } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-SIGN',
  tasks: ['A11.4'],
  summary: 'takes the target minus the probability',
} as const;

export function bceWithLogitsGrad(logits: Tensor, y: Tensor): Tensor {
  if (String(logits.shape) !== String(y.shape)) {
    throw new Error(`bceWithLogitsGrad: shapes (${logits.shape}) and (${y.shape})`);
  }
  return y.sub(torch.sigmoid(logits)).div(logits.numel());
}
