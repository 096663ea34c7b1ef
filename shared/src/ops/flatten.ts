import { RuntimeError } from '../core/errors.ts';
import { normalizeDim, product } from '../core/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { requireTensor } from './families/operand.ts';
import { reshape } from './reshape.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The dimensions from `startDim` to `endDim` joined into one: all of them unless said. A 0-d tensor becomes
     * (1,).
     *
     * ```ts
     * torch.zeros(2, 3, 4).flatten(1).shape; // → torch.Size([2, 12])
     * ```
     */
    flatten(startDim?: number | FlattenOptions, endDim?: number): Tensor;
  }
}

export interface FlattenOptions {
  readonly startDim?: number;
  readonly endDim?: number;
}

export function flatten(x: Tensor, first: number | FlattenOptions = {}, second?: number): Tensor {
  requireTensor('flatten', x);
  const { startDim = 0, endDim = second ?? -1 } = typeof first === 'number' ? { startDim: first } : first;
  const start = normalizeDim('flatten', startDim, x.ndim);
  const end = normalizeDim('flatten', endDim, x.ndim);
  if (start > end) {
    throw new RuntimeError({
      who: 'flatten',
      seen: `dims ${startDim} to ${endDim}`,
      expected: 'startDim at or before endDim',
    });
  }
  if (x.ndim === 0) return reshape(x, [1]);
  const joined = product(x.sizes.slice(start, end + 1));
  return reshape(x, [...x.sizes.slice(0, start), joined, ...x.sizes.slice(end + 1)]);
}

Tensor.prototype.flatten = function (startDim, endDim) {
  return flatten(this, startDim, endDim);
};
