import { RuntimeError } from '../core/errors.ts';
import { normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { resized } from './families/positions.ts';
import { partialView } from './families/view.ts';
import { wholeNumber } from './families/whole-numbers.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * A view of `length` slices along `dim`, from slice `start` on; −1 is the last.
     *
     * ```ts
     * torch.arange(5).narrow(0, 1, 3); // → tensor([1, 2, 3])
     * ```
     *
     * @throws RuntimeError where the slices do not lie within the dimension.
     */
    narrow(dim: number, start: number | Tensor, length: number): Tensor;
    narrow(options: NarrowArguments): Tensor;
  }
}

export interface NarrowArguments {
  readonly dim: number;
  readonly start: number | Tensor;
  readonly length: number;
}

export function narrow(
  x: Tensor,
  dim: number | NarrowArguments,
  start?: number | Tensor,
  length?: number,
): Tensor {
  const who = 'narrow';
  requireTensor(who, x);
  const given = named<NarrowArguments>(who, ['dim', 'start', 'length'], 3, [dim, start, length]);
  if (x.ndim === 0) {
    throw new RuntimeError({ who, seen: 'a 0-d tensor', expected: 'at least one dimension' });
  }
  const at = normalizeDim(who, given.dim, x.ndim);
  const size = x.sizes[at] as number;
  const asked = given.start instanceof Tensor ? given.start.item() : given.start;
  wholeNumber(who, 'start', asked);
  wholeNumber(who, 'length', given.length);
  const first = asked < 0 ? asked + size : asked;
  if (given.length < 0 || first < 0 || first + given.length > size) {
    throw new RuntimeError({
      who,
      seen: `start (${asked}) + length (${given.length}) exceeds dimension size (${size})`,
      expected: `slices within 0 … ${size}, and a length that is not negative`,
    });
  }
  return sliced(x, at, first, given.length);
}

/** The `length` slices of `x` along `dim` from `start` on, `stride` apart. */
export function sliced(x: Tensor, dim: number, start: number, length: number, stride = 1): Tensor {
  const sizes = resized(x.sizes, dim, length);
  return partialView('SliceBackward0', x, (strides, offset) => ({
    sizes,
    strides: strides.map((step, at) => (at === dim ? step * stride : step)),
    offset: offset + start * (strides[dim] as number),
  }));
}

method('narrow', narrow);
