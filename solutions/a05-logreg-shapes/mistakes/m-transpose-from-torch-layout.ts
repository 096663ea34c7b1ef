import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A05.5'],
  summary: 'hands the weights over as they are',
} as const;

export function fromTorchLayout(weight: Tensor, bias: Tensor): { W: Tensor; b: Tensor } {
  return { W: weight, b: bias };
}
