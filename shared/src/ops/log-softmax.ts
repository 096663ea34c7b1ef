import type { FloatArray } from '../core/dtype.ts';
import { record } from '../tensor/graph.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { exp } from './exp.ts';
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
     * log softmax(x) along `dim`, computed as x − logsumexp(x): finite where softmax itself rounds to 0.
     *
     * ```ts
     * torch.tensor([0, 200], { dtype: torch.float32 }).logSoftmax(0); // → tensor([-200.,    0.])
     * ```
     *
     * @throws RuntimeError for an integer or bool tensor; IndexError for a `dim` that is not there.
     */
    logSoftmax(dim: number | SoftmaxOptions, options?: SoftmaxOptions): Tensor;
  }
}

function logSoftmaxOf(x: FloatArray, start: number, end: number, y: FloatArray): void {
  const m = largestOf(x, start, end);
  let total = 0;
  for (let i = start; i < end; i++) total += Math.exp((x[i] as number) - m);
  // (x − m) − log total, not x − (m + log total): for large m the sum would round its small part away.
  const logTotal = Math.log(total);
  for (let i = start; i < end; i++) y[i] = (x[i] as number) - m - logTotal;
}

export function logSoftmax(x: Tensor, dim: number | SoftmaxOptions, options?: SoftmaxOptions): Tensor {
  const { dim: at, dtype } = softmaxOptions('logSoftmax', x, dim, options);
  const logits = convert(x, dtype);
  const result = mapLanes('logSoftmax', logits, at, { float: logSoftmaxOf }, dtype);
  return record(result, 'LogSoftmaxBackward0', [logits], (grad, { y }) => {
    // dL/dx = grad − softmax(x) · Σ grad.
    return [sub(grad, mul(exp(y), sum(grad, at, true)))];
  });
}

method('logSoftmax', logSoftmax);
