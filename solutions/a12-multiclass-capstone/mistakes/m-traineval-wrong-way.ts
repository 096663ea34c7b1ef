import type { Tensor } from '#torch';
import { wrongWay as right } from '../multiclass-capstone.ts';

export * from '../multiclass-capstone.ts';

export const mistake = {
  code: 'M-TRAINEVAL',
  tasks: ['A12.2'],
  summary: 'takes the accuracy of the training rows',
} as const;

export function wrongWay(X: Tensor, y: Tensor, Xv: Tensor, yv: Tensor) {
  const { predictions } = right(X, y, Xv, yv);
  return { accuracy: right(X, y, X, y).accuracy, predictions };
}
