import { type nn, type Tensor, torch } from '#torch';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-DOUBLESOFT',
  tasks: ['A12.7'],
  summary: 'takes the softmax of the probabilities',
} as const;

export function probabilities(model: nn.Module, X: Tensor): Tensor {
  return torch.softmax(torch.softmax(model.call(X), 1), 1).detach();
}
