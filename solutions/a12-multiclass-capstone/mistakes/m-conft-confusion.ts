import type { Tensor } from '#torch';
import { confusion as right } from '../multiclass-capstone.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-CONFT',
  tasks: ['A12.9'],
  summary: 'puts the predicted classes into the rows',
} as const;

export const confusion = (y: Tensor, yHat: Tensor, C: number): Tensor => right(yHat, y, C);
