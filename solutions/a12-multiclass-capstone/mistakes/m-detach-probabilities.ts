import { type nn, type Tensor, torch } from '#torch';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-DETACH',
  tasks: ['A12.7'],
  summary: 'leaves the graph behind the probabilities',
} as const;

export function probabilities(model: nn.Module, X: Tensor): Tensor {
  return torch.softmax(model.call(X), 1);
}
