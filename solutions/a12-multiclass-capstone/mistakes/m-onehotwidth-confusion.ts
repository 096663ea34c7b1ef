import { type Tensor, torch } from '#torch';
import { confusion as right } from '../multiclass-capstone.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-ONEHOTWIDTH',
  tasks: ['A12.9'],
  summary: 'is only as wide as the labels that occur',
} as const;

export const confusion = (y: Tensor, yHat: Tensor, _C: number): Tensor =>
  right(y, yHat, torch.cat([y, yHat]).max().item() + 1);
