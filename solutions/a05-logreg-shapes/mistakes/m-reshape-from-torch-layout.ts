import type { Tensor } from '#torch';

export * from '../logreg-shapes.ts';

export const mistake = {
  code: 'M-RESHAPE',
  tasks: ['A05.5'],
  summary: 'reshapes the weights instead of transposing them',
} as const;

export function fromTorchLayout(weight: Tensor, bias: Tensor): { W: Tensor; b: Tensor } {
  const [C, F] = weight.shape;
  return { W: weight.reshape([F, C]), b: bias };
}
