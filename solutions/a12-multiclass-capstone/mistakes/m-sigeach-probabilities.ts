import { type nn, type Tensor, torch } from '#torch';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-SIGEACH',
  tasks: ['A12.7'],
  summary: 'takes a sigmoid for each class',
} as const;

export function probabilities(model: nn.Module, X: Tensor): Tensor {
  return torch.sigmoid(model.call(X)).detach();
}
