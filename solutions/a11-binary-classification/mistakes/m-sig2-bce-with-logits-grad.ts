import { type Tensor, torch } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-SIG2',
  tasks: ['A11.4'],
  summary: 'squashes the logits twice',
} as const;

export function bceWithLogitsGrad(logits: Tensor, y: Tensor): Tensor {
  if (String(logits.shape) !== String(y.shape)) {
    throw new Error(`bceWithLogitsGrad: shapes (${logits.shape}) and (${y.shape})`);
  }
  return torch.sigmoid(torch.sigmoid(logits)).sub(y).div(logits.numel());
}
