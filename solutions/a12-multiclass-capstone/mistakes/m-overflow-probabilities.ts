import type { nn, Tensor } from '#torch';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-OVERFLOW',
  tasks: ['A12.7'],
  summary: 'exponentiates scores of any size',
} as const;

export function probabilities(model: nn.Module, X: Tensor): Tensor {
  const exps: Tensor = model.call(X).exp();
  return exps.div(exps.sum(1, { keepdim: true })).detach();
}
