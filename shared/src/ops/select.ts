import { IndexError } from '../core/errors.ts';
import { normalizeDim, shapeText } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { partialView } from './families/view.ts';
import { wholeNumber } from './families/whole-numbers.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Slice `index` along `dim` as a view, without that dimension: `x.select(1, 2)` is `x.at(':', 2)`.
     *
     * @throws IndexError for an index out of range.
     */
    select(dim: number, index: number): Tensor;
    select(options: SelectArguments): Tensor;
  }
}

export interface SelectArguments {
  readonly dim: number;
  readonly index: number;
}

export function select(x: Tensor, dim: number | SelectArguments, index?: number): Tensor {
  const who = 'select';
  requireTensor(who, x);
  const given = named<SelectArguments>(who, ['dim', 'index'], 2, [dim, index]);
  if (x.ndim === 0) {
    throw new IndexError({ who, seen: 'select() cannot be applied to a 0-dim tensor' });
  }
  const at = normalizeDim(who, given.dim, x.ndim);
  const size = x.sizes[at] as number;
  wholeNumber(who, 'index', given.index);
  if (given.index < -size || given.index >= size) {
    throw new IndexError({
      who,
      seen: `index ${given.index} out of range for tensor of size ${shapeText(x.sizes)} at dimension ${at}`,
      expected: size === 0 ? 'no index at all: there are no slices' : `an index from ${-size} to ${size - 1}`,
    });
  }
  const chosen = given.index < 0 ? given.index + size : given.index;
  return partialView('SelectBackward0', x, (strides, offset) => ({
    sizes: x.sizes.toSpliced(at, 1),
    strides: strides.toSpliced(at, 1),
    offset: offset + chosen * (strides[at] as number),
  }));
}

method('select', select);
