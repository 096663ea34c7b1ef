import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-BIAS2D',
  tasks: ['A05.5'],
  summary: 'turns the biases into a column as well',
} as const;

export function fromTorchLayout(weight: Tensor, bias: Tensor): { W: Tensor; b: Tensor } {
  return { W: weight.t(), b: bias.unsqueeze(1) };
}
