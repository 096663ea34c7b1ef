import { type Tensor, torch } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-HINGESIDE',
  tasks: ['A10.17'],
  summary: 'opens every hinge to the left',
} as const;

export function hingeFeatures(x: Tensor, hinges: number[]): Tensor {
  const row = torch.tensor(hinges, { dtype: x.dtype });
  return row.sub(x.unsqueeze(1)).clampMin(0);
}
