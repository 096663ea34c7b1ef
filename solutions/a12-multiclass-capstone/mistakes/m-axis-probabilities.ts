import { type nn, type Tensor, torch } from '#torch';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A12.7'],
  summary: 'takes the softmax down the samples',
} as const;

export function probabilities(model: nn.Module, X: Tensor): Tensor {
  return torch.softmax(model.call(X), 0).detach();
}
