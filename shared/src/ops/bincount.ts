import { cast } from '../core/cast.ts';
import { type Dtype, float32, float64, int64 } from '../core/dtype.ts';
import { RuntimeError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { elementsOf } from '../tensor/elements.ts';
import { fromElements, type Tensor } from '../tensor/tensor.ts';
import { bind } from './families/bound-arguments.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { sameDevice } from './families/placing.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * How often each of the numbers 0, 1, 2, … occurs: int64. With `weights` it is the sum of the weights of its
     * occurrences. There are at least `minlength` results.
     *
     * ```ts
     * torch.tensor([0, 2, 2]).bincount(); // → tensor([1, 0, 2])
     * torch.tensor([0, 2, 2]).bincount(torch.tensor([0.5, 1, 1])); // → tensor([0.5000, 0.0000, 2.0000])
     * ```
     *
     * @throws RuntimeError unless the tensor is a vector of integers that are not negative, and so many weights.
     */
    bincount(weights?: Tensor | null | BincountOptions, minlength?: number | BincountOptions): Tensor;
  }
}

export interface BincountOptions {
  readonly weights?: Tensor | null;
  readonly minlength?: number;
}

export function bincount(x: Tensor, ...args: Parameters<Tensor['bincount']>): Tensor {
  const who = 'bincount';
  requireTensor(who, x);
  const given = bind(who, args, ['weights', 'minlength']);
  const minlength = given.whole('minlength', 0);
  const weights = given.tensor('weights');
  const numbers = Array.from(elementsOf(x), Number);
  const negative = numbers.find((value) => value < 0);
  if (x.ndim !== 1 || x.dtype.kind !== 'integer' || negative !== undefined) {
    throw new RuntimeError({
      who,
      seen: `shape ${shapeText(x.sizes)}, dtype ${x.dtype}${negative === undefined ? '' : `, an element ${negative}`}`,
      expected: 'bincount only supports 1-d non-negative integral inputs',
    });
  }
  if (minlength < 0) {
    throw new RuntimeError({
      who,
      seen: `minlength is ${minlength}`,
      expected: 'minlength should be >= 0',
    });
  }
  if (weights !== null && (weights.ndim !== 1 || weights.sizes[0] !== numbers.length)) {
    throw new RuntimeError({
      who,
      seen: `input ${shapeText(x.sizes)}, weights ${shapeText(weights.sizes)}`,
      expected: 'weights should be 1-d and have the same length as input',
    });
  }
  const sums = new Float64Array(numbers.reduce((most, value) => Math.max(most, value + 1), minlength));
  const parts = weights === null ? null : elementsOf(weights);
  numbers.forEach((value, i) => {
    sums[value] = (sums[value] as number) + (parts === null ? 1 : Number(parts[i]));
  });
  const dtype: Dtype = weights === null ? int64 : weights.dtype === float32 ? float32 : float64;
  return fromElements(cast(sums, dtype), dtype, [sums.length], sameDevice(who, [x, weights]));
}

method('bincount', bincount);
