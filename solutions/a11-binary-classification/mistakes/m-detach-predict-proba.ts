import { type nn, type Tensor, torch } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-DETACH',
  tasks: ['A11.5'],
  summary: 'hands out the graph as well',
} as const;

export function predictProba(model: nn.Module, X: Tensor): Tensor {
  return torch.sigmoid(model.call(X)).flatten();
}
