import { RuntimeError } from '../core/errors.ts';
import { normalizeDim } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { picked } from './families/placement.ts';
import { gridPositions } from './families/positions.ts';
import { wholeNumbers } from './families/whole-numbers.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The elements moved on by `shifts` along `dims`; what is pushed out comes in again at the other end. Without
     * dims the tensor is rolled as one row.
     *
     * ```ts
     * torch.tensor([1, 2, 3]).roll(1); // → tensor([3, 1, 2])
     * ```
     *
     * @throws RuntimeError for another number of shifts than of dims.
     */
    roll(
      shifts: number | readonly number[] | RollArguments,
      dims?: number | readonly number[] | Pick<RollArguments, 'dims'>,
    ): Tensor;
  }
}

export interface RollArguments {
  readonly shifts: number | readonly number[];
  readonly dims?: number | readonly number[];
}

export function roll(
  x: Tensor,
  shifts: number | readonly number[] | RollArguments,
  dims?: number | readonly number[] | Pick<RollArguments, 'dims'>,
): Tensor {
  const who = 'roll';
  requireTensor(who, x);
  const given = named<RollArguments>(who, ['shifts', 'dims'], 1, [shifts, dims]);
  const steps = wholeNumbers(who, 'shifts', given.shifts);
  const along = [given.dims ?? []].flat().map((dim) => normalizeDim(who, dim, x.ndim));
  if (along.length === 0 ? steps.length !== 1 : steps.length !== along.length) {
    throw new RuntimeError({
      who,
      seen: `${steps.length} shifts and ${along.length} dims`,
      expected: 'shifts and dimensions must align',
    });
  }
  const sizes = along.length === 0 ? [x.numel()] : x.sizes;
  const lists = sizes.map((size, dim) => {
    const shift = steps.reduce((sum, step, i) => sum + ((along[i] ?? 0) === dim ? step : 0), 0);
    return Int32Array.from({ length: size }, (_, i) => (((i - shift) % size) + size) % size);
  });
  return picked('RollBackward0', x, gridPositions(sizes, lists), x.sizes);
}

method('roll', roll);
