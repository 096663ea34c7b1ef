import { type Tensor, torch } from '#torch';

export * from '../activations-and-depth.ts';

export const mistake = {
  code: 'M-TRANSPOSE',
  tasks: ['A10.17'],
  summary: 'gives a row for each hinge',
} as const;

export function hingeFeatures(x: Tensor, hinges: number[]): Tensor {
  const row = torch.tensor(hinges, { dtype: x.dtype });
  return x.sub(row.unsqueeze(1)).clampMin(0);
}
