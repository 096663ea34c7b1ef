import { bool } from '../core/dtype.ts';
import { RuntimeError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { broadcastSizes, product } from '../core/shape.ts';
import { fromElements, type Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { operandElements, requireTensor } from './families/operand.ts';

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
  requireTensor('isclose', a);
  requireTensor('isclose', b);
  checkOptions('isclose', options, ['rtol', 'atol', 'equalNan']);
  const { rtol = 1e-5, atol = 1e-8, equalNan = false } = options;
  if (a.dtype !== b.dtype) {
    throw new RuntimeError({
      who: 'isclose',
      seen: `${a.dtype} and ${b.dtype}`,
      expected: 'tensors of one dtype',
      hint: 'convert one with .to(dtype)',
    });
  }
  const sizes = broadcastSizes('isclose', a.sizes, b.sizes);
  const dataA = operandElements(a, sizes, a.dtype);
  const dataB = operandElements(b, sizes, a.dtype);
  const out = new Uint8Array(product(sizes));
  const [stepA, stepB] = [dataA.length === 1 ? 0 : 1, dataB.length === 1 ? 0 : 1];
  for (let i = 0; i < out.length; i++) {
    const u = Number(dataA[i * stepA]);
    const v = Number(dataB[i * stepB]);
    const near = Number.isFinite(v) && Math.abs(u - v) <= atol + rtol * Math.abs(v);
    out[i] = u === v || near || (equalNan && Number.isNaN(u) && Number.isNaN(v)) ? 1 : 0;
  }
  return fromElements(out, bool, sizes);
}

export function allclose(a: Tensor, b: Tensor, options?: ClosenessOptions): boolean {
  return !isclose(a, b, options)
    .toTypedArray()
    .includes(0 as never);
}

method('isclose', isclose);
method('allclose', allclose);
