import type { Tensor } from '#torch';
import { MyLogisticRegression as Reference } from '../binary-classification.ts';

export * from '../binary-classification.ts';

export const mistake = {
  code: 'M-THRESH',
  tasks: ['A11.10'],
  summary: 'holds the logits against the threshold for probabilities',
} as const;

export class MyLogisticRegression extends Reference {
  override predict(X: Tensor, t = 0.5): Tensor {
    return X.matmul(this.w).add(this.b).gt(t).long();
  }
}
