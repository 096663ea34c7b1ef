import { type nn, type Tensor, torch } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-SIG2',
  tasks: ['A11.5'],
  summary: 'squashes twice',
} as const;

export function predictProba(model: nn.Module, X: Tensor): Tensor {
  return torch
    .sigmoid(torch.sigmoid(model.call(X)))
    .flatten()
    .detach();
}
