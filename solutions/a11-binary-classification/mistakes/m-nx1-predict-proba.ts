import { type nn, type Tensor, torch } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-NX1',
  tasks: ['A11.5'],
  summary: 'leaves the probabilities a column',
} as const;

export function predictProba(model: nn.Module, X: Tensor): Tensor {
  return torch.sigmoid(model.call(X)).detach();
}
