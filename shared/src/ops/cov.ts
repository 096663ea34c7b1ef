import { RuntimeError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { elementsOf } from '../tensor/elements.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { clamp } from './clamp.ts';
import { diagonal } from './diagonal.ts';
import { div } from './div.ts';
import { bind } from './families/bound-arguments.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { matmul } from './matmul.ts';
import { mul } from './mul.ts';
import { reshape } from './reshape.ts';
import { sqrt } from './sqrt.ts';
import { squeeze } from './squeeze.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';
import { t } from './t.ts';
import { unsqueeze } from './unsqueeze.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The covariances of the rows, which are variables, over the columns, which are observations:
     * C = (X − X̄)(X − X̄)ᵀ / (n − correction). A vector is one variable.
     *
     * ```ts
     * torch.tensor([[0, 1, 2], [2, 1, 0.5]]).cov(); // → tensor([[ 1.0000, -0.7500],\n        [-0.7500,  0.5833]])
     * ```
     *
     * @throws RuntimeError for a bool tensor or more than two dimensions, and for weights that do not fit.
     */
    cov(options?: CovOptions): Tensor;
    /**
     * The coefficients of correlation of the rows: the covariances over the product of both deviations, between −1
     * and 1.
     *
     * ```ts
     * torch.tensor([[0, 1, 2], [4, 2, 0]]).corrcoef(); // → tensor([[ 1., -1.],\n        [-1.,  1.]])
     * ```
     */
    corrcoef(): Tensor;
  }
}

export interface CovOptions {
  /** What is taken off n in the divisor; 1 unless said. */
  readonly correction?: number;
  /** How often each observation occurred: whole numbers. */
  readonly fweights?: Tensor | null;
  /** How much each observation counts. */
  readonly aweights?: Tensor | null;
}

export function cov(x: Tensor, options?: CovOptions): Tensor {
  requireTensor('cov', x);
  const given = bind('cov', [options], ['correction', 'fweights', 'aweights']);
  if (x.ndim > 2 || x.dtype.kind === 'bool') {
    throw new RuntimeError({
      who: 'cov',
      seen: `a tensor of shape ${shapeText(x.sizes)} and dtype ${x.dtype}`,
      expected: 'numbers in two or fewer dimensions',
    });
  }
  const rows = x.ndim < 2 ? reshape(x, [1, -1]) : x;
  const n = rows.sizes[1] as number;
  const fweights = weightsOf('fweights', given.tensor('fweights'), n);
  const aweights = weightsOf('aweights', given.tensor('aweights'), n);
  const weights = fweights && aweights ? mul(fweights, aweights) : (fweights ?? aweights);
  const total = weights === null ? n : sum(weights);
  const weighted = weights === null ? rows : mul(rows, weights);
  const centered = sub(rows, unsqueeze(div(sum(weighted, 1), total), 1));
  const products = matmul(centered, t(weights === null ? centered : mul(centered, weights)));
  return squeeze(div(products, freedom(total, fweights, aweights, given.whole('correction', 1))));
}

/** What the products are divided by: the weight of all observations less the correction, never below 0. */
function freedom(
  total: Tensor | number,
  fweights: Tensor | null,
  aweights: Tensor | null,
  correction: number,
): Tensor | number {
  if (typeof total === 'number') return Math.max(total - correction, 0);
  const taken =
    aweights === null || correction === 0
      ? correction
      : mul(
          div(sum(mul(fweights === null ? aweights : mul(fweights, aweights), aweights)), total),
          correction,
        );
  return clamp(sub(total, taken), { min: 0 });
}

function weightsOf(name: string, weights: Tensor | null, n: number): Tensor | null {
  if (weights === null) return null;
  const kind = name === 'fweights' ? 'integer' : 'float';
  if (weights.ndim > 1 || weights.numel() !== n || weights.dtype.kind !== kind) {
    throw new RuntimeError({
      who: 'cov',
      seen: `${name} of shape ${shapeText(weights.sizes)} and dtype ${weights.dtype}`,
      expected: `${n} weights, one for each observation, of ${kind === 'integer' ? 'an integer' : 'a float'} dtype`,
    });
  }
  const negative = Array.from(elementsOf(weights), Number).find((weight) => weight < 0);
  if (negative === undefined) return weights;
  throw new RuntimeError({
    who: 'cov',
    seen: `${name} has ${negative}`,
    expected: `${name} cannot be negative`,
  });
}

export function corrcoef(x: Tensor): Tensor {
  requireTensor('corrcoef', x);
  const c = cov(x);
  if (c.ndim === 0) return div(c, c);
  const deviations = sqrt(diagonal(c));
  return clamp(div(div(c, reshape(deviations, [-1, 1])), reshape(deviations, [1, -1])), -1, 1);
}

method('cov', cov);
method('corrcoef', corrcoef);
