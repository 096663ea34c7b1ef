import { RuntimeError } from '../core/errors.ts';
import { broadcastSizes, isContiguous, product } from '../core/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { bmm } from './bmm.ts';
import { contiguousCopy } from './clone.ts';
import { dot } from './dot.ts';
import { expand } from './expand.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { requireProduct } from './families/product.ts';
import { unsafeView } from './families/unsafe-view.ts';
import { mm } from './mm.ts';
import { mv } from './mv.ts';
import { reshape } from './reshape.ts';
import { t } from './t.ts';
import { transpose } from './transpose.ts';
import { unsqueeze } from './unsqueeze.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The matrix product (…, n, k) @ (…, k, m) → (…, n, m); leading dimensions are a batch and broadcast. A 1-D
     * tensor counts as a row on the left, as a column on the right, and that dimension is dropped again.
     *
     * ```ts
     * const w = torch.tensor([[1, 2], [3, 4]]);
     * w.matmul(torch.tensor([1, 1])); // → tensor([3, 7])
     * ```
     *
     * @throws RuntimeError where the inner sizes or the dtypes differ, or an operand is 0-d.
     */
    matmul(other: Tensor): Tensor;
  }
}

/** A product is `dot`, `mv`, `mm` or `bmm`, by the ranks of its operands: that operation is what gets recorded. */
export function matmul(a: Tensor, b: Tensor): Tensor {
  const who = 'matmul';
  requireTensor(who, a);
  requireTensor(who, b);
  if (a.ndim === 0 || b.ndim === 0) {
    throw new RuntimeError({
      who,
      seen: `both arguments need to be at least 1D, but they are ${a.ndim}D and ${b.ndim}D`,
      hint: 'mul multiplies by a number',
    });
  }
  requireProduct(who, a, b);
  if (a.ndim === 2 && b.ndim === 2) return mm(a, b);
  if (a.ndim === 2 && b.ndim === 1) return mv(a, b);
  if (a.ndim === 1 && b.ndim === 1) return dot(a, b);
  if (a.ndim === 1 && b.ndim === 2) {
    return unsafeView('SqueezeBackward3', mm(unsqueeze(a, 0), b), [b.sizes[1] as number]);
  }
  if (b.ndim <= 2) return folded(a, b);
  if (a.ndim === 1) return folded(transpose(b, -2, -1), a);
  // A B = (Bᵀ Aᵀ)ᵀ
  if (a.ndim === 2) return contiguous(transpose(folded(transpose(b, -2, -1), t(a)), -2, -1));
  return batched(a, b);
}

/** A batch times one matrix or vector is one product: the rows of all matrices one below the other. */
function folded(a: Tensor, b: Tensor): Tensor {
  const k = a.sizes.at(-1) as number;
  const outside = a.sizes.slice(0, -1);
  const rows = reshape(a, [product(outside), k]);
  const c = b.ndim === 1 ? mv(rows, b) : mm(rows, b);
  return unsafeView('UnsafeViewBackward0', c, [...outside, ...b.sizes.slice(1)]);
}

/** Batches of matrices, stretched to one another and laid out as one batch each. */
function batched(a: Tensor, b: Tensor): Tensor {
  const [n, k] = a.sizes.slice(-2) as [number, number];
  const m = b.sizes.at(-1) as number;
  const batch = broadcastSizes('matmul', a.sizes.slice(0, -2), b.sizes.slice(0, -2));
  const count = product(batch);
  const c = bmm(
    reshape(expand('matmul', a, [...batch, n, k]), [count, n, k]),
    reshape(expand('matmul', b, [...batch, k, m]), [count, k, m]),
  );
  return unsafeView('UnsafeViewBackward0', c, [...batch, n, m]);
}

function contiguous(x: Tensor): Tensor {
  return isContiguous(x.sizes, x.strides) ? x : contiguousCopy(x);
}

method('matmul', matmul);
