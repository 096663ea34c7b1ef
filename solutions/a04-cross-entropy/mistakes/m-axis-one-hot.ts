import { type Tensor, torch } from '#torch';

export * from '../cross-entropy.ts';

export const mistake = {
  code: 'M-AXIS',
  tasks: ['A04.1'],
  summary: 'puts the samples in the columns',
} as const;

export function oneHot(labels: Tensor, numClasses: number): Tensor {
  const classes = torch.arange(numClasses);
  return labels.ndim === 0 ? classes.eq(labels).long() : classes.unsqueeze(-1).eq(labels).long();
}
