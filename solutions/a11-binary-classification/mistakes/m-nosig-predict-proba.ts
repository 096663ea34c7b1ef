import type { nn, Tensor } from '#torch';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-NOSIG',
  tasks: ['A11.5'],
  summary: 'hands out the logits',
} as const;

export function predictProba(model: nn.Module, X: Tensor): Tensor {
  return model.call(X).flatten().detach();
}
