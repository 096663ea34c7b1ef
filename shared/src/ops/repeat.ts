import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { product } from '../core/shape.ts';
import { isOptionsObject } from '../tensor/arguments.ts';
import { roomFor } from '../tensor/creation.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { picked } from './families/placement.ts';
import { gridPositions } from './families/positions.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The tensor set side by side with itself, so many times along each dimension; new dimensions stand in front.
     * A copy, unlike `expand`.
     *
     * ```ts
     * torch.tensor([1, 2]).repeat(2, 2); // → tensor([[1, 2, 1, 2],\n        [1, 2, 1, 2]])
     * ```
     *
     * @throws RuntimeError for fewer numbers than dimensions.
     */
    repeat(...times: readonly number[]): Tensor;
    repeat(times: readonly number[]): Tensor;
    /** `repeat`, where numbers that are missing in front count as 1. */
    tile(...times: readonly number[]): Tensor;
    tile(times: readonly number[]): Tensor;
  }
}

type Times =
  | number
  | readonly number[]
  | { readonly repeats?: readonly number[]; readonly dims?: readonly number[] };

function readTimes(who: string, given: readonly Times[]): number[] {
  const [first] = given;
  const list = isOptionsObject(first) ? (first.repeats ?? first.dims) : given.flat();
  if (!Array.isArray(list) || !list.every((count) => Number.isInteger(count))) {
    throw new ArgumentError({
      who,
      seen: describe(list),
      expected: 'how often to repeat along each dimension',
    });
  }
  const times = list as number[];
  if (times.some((count) => count < 0)) {
    throw new RuntimeError({
      who,
      seen: `Trying to create tensor with negative dimension: repeats [${times.join(', ')}]`,
      expected: 'numbers that are not negative',
    });
  }
  return times;
}

/** The tensor set side by side with itself: the method `repeat`, which is no function of `torch`. */
export function repeat(x: Tensor, ...given: readonly Times[]): Tensor {
  const who = 'repeat';
  requireTensor(who, x);
  const times = readTimes(who, given);
  if (times.length < x.ndim) {
    throw new RuntimeError({
      who,
      seen: `${times.length} repeat dims for a tensor of ${x.ndim} dimensions`,
      expected: 'Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor',
    });
  }
  const sizes = [...new Array<number>(times.length - x.ndim).fill(1), ...x.sizes];
  const repeated = sizes.map((size, dim) => size * (times[dim] as number));
  for (const size of [...repeated, product(repeated)]) roomFor(who, size, x.dtype);
  const lists = sizes.map((size, dim) => {
    const list = new Int32Array(repeated[dim] as number);
    for (let i = 0; i < list.length; i++) list[i] = i % size;
    return list;
  });
  return picked('RepeatBackward0', x, gridPositions(sizes, lists), repeated);
}

export function tile(x: Tensor, ...given: readonly Times[]): Tensor {
  requireTensor('tile', x);
  const times = readTimes('tile', given);
  const missing = Math.max(0, x.ndim - times.length);
  return repeat(x, [...new Array<number>(missing).fill(1), ...times]);
}

method('repeat', repeat);
method('tile', tile);
