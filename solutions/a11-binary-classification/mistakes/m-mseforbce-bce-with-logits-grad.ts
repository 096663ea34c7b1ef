import { type Tensor, torch } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-MSEFORBCE',
  tasks: ['A11.4'],
  summary: 'differentiates the squared error of the probability',
} as const;

export function bceWithLogitsGrad(logits: Tensor, y: Tensor): Tensor {
  if (String(logits.shape) !== String(y.shape)) {
    throw new Error(`bceWithLogitsGrad: shapes (${logits.shape}) and (${y.shape})`);
  }
  const p = torch.sigmoid(logits);
  const slope = p.mul(p.neg().add(1)).mul(2);
  return p.sub(y).mul(slope).div(logits.numel());
}
