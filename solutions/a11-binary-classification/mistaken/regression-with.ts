import { type Tensor, torch } from '#torch';
import { bceWithLogitsGrad, type FitOptions, MyLogisticRegression } from '../binary-classification.ts';

/** The step of the reference with factors of its own: how far w and b move along their gradients. */
export function regressionWith(rates: (n: number) => { w: number; b: number }) {
  return class extends MyLogisticRegression {
    override fit(X: Tensor, y: Tensor, o: FitOptions): this {
      const rate = rates(X.shape[0]);
      this.w = torch.zeros(X.shape[1], { dtype: X.dtype });
      this.b = torch.zeros([], { dtype: X.dtype });
      for (let step = 0; step < o.steps; step++) {
        const slope = bceWithLogitsGrad(X.matmul(this.w).add(this.b), y);
        this.w = this.w.sub(
          X.t()
            .matmul(slope)
            .mul(o.lr * rate.w),
        );
        this.b = this.b.sub(slope.sum().mul(o.lr * rate.b));
      }
      return this;
    }
  };
}
