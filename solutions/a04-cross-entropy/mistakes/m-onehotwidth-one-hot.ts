import { type Tensor, torch } from '#torch';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-ONEHOTWIDTH',
  tasks: ['A04.1'],
  summary: 'makes the rows as wide as the largest label needs',
} as const;

export function oneHot(labels: Tensor, _numClasses: number): Tensor {
  const width = labels.max().item() + 1;
  return labels.unsqueeze(-1).eq(torch.arange(width)).long();
}
