import { RuntimeError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { compared } from './families/pointwise.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Whether |a − b| ≤ `atol` + `rtol`·|b| for every pair of elements: a JavaScript boolean. Equal infinities
     * are close; NaN is close to nothing unless `equalNan`.
     *
     * ```ts
     * torch.tensor([0.1 + 0.2]).allclose(torch.tensor([0.3])); // → true
     * ```
     */
    allclose(other: Tensor, options?: ClosenessOptions): boolean;
    /** The same test element by element: a bool tensor. */
    isclose(other: Tensor, options?: ClosenessOptions): Tensor;
  }
}

export interface ClosenessOptions {
  /** Relative to |b|; 1e-5 unless said. */
  readonly rtol?: number;
  /** Absolute; 1e-8 unless said. */
  readonly atol?: number;
  readonly equalNan?: boolean;
}

/** The closeness of each pair: PyTorch's `torch.isclose`. @throws RuntimeError for two dtypes. */
export function isclose(a: Tensor, b: Tensor, options: ClosenessOptions = {}): Tensor {
  const who = 'isclose';
  requireTensor(who, a);
  requireTensor(who, b);
  checkOptions(who, options, ['rtol', 'atol', 'equalNan']);
  const { rtol = 1e-5, atol = 1e-8, equalNan = false } = options;
  if (a.dtype !== b.dtype) {
    throw new RuntimeError({
      who,
      seen: `${a.dtype} and ${b.dtype}`,
      expected: 'tensors of one dtype',
      hint: 'convert one with .to(dtype)',
    });
  }
  // Exact for floats, and for integers up to 2⁵³.
  const test = (a: number | bigint, b: number | bigint): boolean => {
    const [u, v] = [Number(a), Number(b)];
    const near = Number.isFinite(v) && Math.abs(u - v) <= atol + rtol * Math.abs(v);
    return u === v || near || (equalNan && Number.isNaN(u) && Number.isNaN(v));
  };
  return compared({ name: 'isclose', test }, a, b, a.dtype);
}

export function allclose(a: Tensor, b: Tensor, options?: ClosenessOptions): boolean {
  return !isclose(a, b, options)
    .toTypedArray()
    .includes(0 as never);
}

method('isclose', isclose);
method('allclose', allclose);
