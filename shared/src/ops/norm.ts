import { describe, RuntimeError } from '../core/errors.ts';
import { isScalar, type Scalar, scalarNumber } from '../core/python.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { bind } from './families/bound-arguments.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import type { ReductionOptions } from './families/reduction.ts';
import { vectorNorm } from './families/vector-norm.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The p-norm (Σ |x|ᵖ)^(1/p) of all elements, as if they were one vector, or of those along `dim`. p is 2,
     * Euclid's norm, unless said; 'fro' is the same. p = Infinity is the largest |x|, 0 counts what is not 0.
     *
     * ```ts
     * const x = torch.tensor([3, -4], { dtype: torch.float32 });
     * x.norm(); // → tensor(5.)
     * x.norm(1); // → tensor(7.)
     * ```
     *
     * Where the norm is 0 its gradient is taken to be 0.
     *
     * @throws RuntimeError for an integer or bool tensor.
     */
    norm(
      p?: Scalar | 'fro' | null | NormOptions,
      dim?: number | readonly number[] | null | NormOptions,
      keepdim?: boolean | NormOptions,
    ): Tensor;
  }
}

export interface NormOptions extends ReductionOptions {
  readonly p?: Scalar | 'fro' | null;
}

export function norm(x: Tensor, ...args: Parameters<Tensor['norm']>): Tensor {
  const who = 'norm';
  requireTensor(who, x);
  const given = bind(who, args, ['p', 'dim', 'keepdim', 'dtype']);
  const dtype = given.dtype('dtype');
  const node = dtype === null ? 'NormBackward1' : 'NormBackward3';
  return vectorNorm(who, node, x, power(given.value('p')), {
    dim: given.dims('dim'),
    keepdim: given.flag('keepdim', false),
    dtype: dtype ?? x.dtype,
  });
}

function power(p: unknown): number {
  if (p === null || p === 'fro') return 2;
  if (isScalar(p)) return scalarNumber(p);
  throw new RuntimeError({
    who: 'norm',
    seen: `p is ${describe(p)}`,
    expected: "a number or 'fro'",
    hint: p === 'nuc' ? "torch.linalg.norm(x, 'nuc') is the nuclear norm" : undefined,
  });
}

method('norm', norm);
