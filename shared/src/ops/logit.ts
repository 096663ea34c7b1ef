import { checkOptions } from '../core/options.ts';
import { isScalar, type Scalar, scalarNumber } from '../core/python.ts';
import { wgsl } from '../device/formulas.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { div } from './div.ts';
import { inPlaceMethod, method } from './families/methods.ts';
import { unary, unaryFunction } from './families/pointwise.ts';
import { ge } from './ge.ts';
import { le } from './le.ts';
import { logicalAnd } from './logical-and.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';
import { where } from './where.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * log(x / (1 − x)), the inverse of sigmoid: NaN outside 0 … 1, unless `eps` first brings x into the range from
     * `eps` to 1 − `eps`.
     *
     * ```ts
     * torch.tensor([0.5, 1]).double().logit(); // → tensor([0., inf], dtype=torch.float64)
     * ```
     */
    logit(eps?: Scalar | null | LogitOptions): Tensor;
    /** logit, written over this tensor. */
    logit_(eps?: Scalar | null | LogitOptions): this;
  }
}

export interface LogitOptions {
  readonly eps?: Scalar | null;
}

const unbounded = unary({
  name: 'logit',
  float: wgsl('logit(x)', (x) => Math.log(x / (1 - x))),
  backward: (grad, { x }) => {
    // 0 at both ends becomes ±infinity by division; outside there is no derivative.
    const slope = div(grad, mul(x, sub(1, x)));
    return where(logicalAnd(ge(x, 0), le(x, 1)), slope, Number.NaN);
  },
  samples: [0.01, 0.25, 0.5, 0.9],
});

function bounded(eps: number): (x: Tensor) => Tensor {
  const high = 1 - eps;
  return unaryFunction({
    name: 'logit',
    float: wgsl(
      'logit(smaller(larger(x, k().x), k().y))',
      (x) => {
        const z = x < eps ? eps : x > high ? high : x;
        return Math.log(z / (1 - z));
      },
      eps,
      high,
    ),
    backward: (grad, { x }) => where(logicalAnd(ge(x, eps), le(x, high)), div(grad, mul(x, sub(1, x))), 0),
  });
}

export const logit = Object.assign(
  (x: Tensor, given: Scalar | null | LogitOptions = null): Tensor => {
    if (given !== null && !isScalar(given)) checkOptions('logit', given, ['eps']);
    const eps = isScalar(given) ? given : (given?.eps ?? null);
    return eps === null ? unbounded(x) : bounded(scalarNumber(eps))(x);
  },
  { declaration: unbounded.declaration },
);

method('logit', logit);
inPlaceMethod('logit', logit);
