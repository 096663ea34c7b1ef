import type { nn, Tensor } from '#torch';

export * from '../modules-and-optimizers.ts';

export const mistake = {
  code: 'M-INDEX1',
  tasks: ['A08.2'],
  summary: 'takes what stands at index 1',
} as const;

export function secondLinearBias(model: nn.Sequential): Tensor {
  return model.at<nn.Linear>(1).bias as Tensor;
}
