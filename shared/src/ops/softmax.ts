import type { FloatArray } from '../core/dtype.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { mapLanes } from './families/lane-map.ts';
import { method } from './families/methods.ts';
import { type SoftmaxOptions, softmaxOptions } from './families/softmax-options.ts';
import { largestOf } from './logsumexp.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';
import { convert } from './to.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * eˣ / Σ eˣ along `dim`: positive numbers that sum to 1. The largest element is subtracted first, which
     * changes nothing but keeps eˣ from overflowing.
     *
     * ```ts
     * torch.tensor([1, 2, 3], { dtype: torch.float32 }).softmax(-1); // → tensor([0.0900, 0.2447, 0.6652])
     * ```
     *
     * @throws RuntimeError for an integer or bool tensor; IndexError for a `dim` that is not there.
     */
    softmax(dim: number | SoftmaxOptions, options?: SoftmaxOptions): Tensor;
  }
}

function softmaxOf(x: FloatArray, start: number, end: number, y: FloatArray): void {
  const m = largestOf(x, start, end);
  let total = 0;
  // Summed before y rounds to float32; dividing the unrounded exponentials costs a second exp and gains half a digit.
  for (let i = start; i < end; i++) total += Math.exp((x[i] as number) - m);
  for (let i = start; i < end; i++) y[i] = Math.exp((x[i] as number) - m) / total;
}

export function softmax(x: Tensor, dim: number | SoftmaxOptions, options?: SoftmaxOptions): Tensor {
  const { dim: at, dtype } = softmaxOptions('softmax', x, dim, options);
  const logits = convert(x, dtype);
  const result = mapLanes('softmax', logits, at, { float: softmaxOf }, dtype);
  return record(result, 'SoftmaxBackward0', [logits], (grad, { y }) => [
    mul(y, sub(grad, sum(mul(grad, y), at, true))),
  ]);
}

method('softmax', softmax);
