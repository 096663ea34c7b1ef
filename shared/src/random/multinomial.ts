import type { FloatArray } from '../core/dtype.ts';
import type { Generator } from './generator.ts';

/**
 * Draws indices with probability proportional to their weights, one after the other, each anew: the first index
 * whose running sum of weights reaches a uniform number. Fills `out`; the weights are rounded like their dtype.
 */
export function multinomialWithReplacement(weights: FloatArray, out: Int32Array, generator: Generator): void {
  const reached = weights.slice();
  for (let i = 1; i < reached.length; i++) reached[i] = (reached[i - 1] as number) + (weights[i] as number);
  const total = reached.at(-1) as number;
  for (let i = 0; i < reached.length; i++) reached[i] = (reached[i] as number) / total;
  reached[reached.length - 1] = 1;
  for (let i = 0; i < out.length; i++) out[i] = firstReaching(reached, generator.u53());
}

/** The first index of the ascending `values` where `bound` is not above the value. */
function firstReaching(values: FloatArray, bound: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Draws different indices, likelier where the weight is greater: those with the largest w / q, where `q` has an
 * exponential value (λ = 1) for each. Fills `out`, the largest first.
 */
export function multinomialWithoutReplacement(weights: FloatArray, q: FloatArray, out: Int32Array): void {
  const keys = weights.map((weight, i) => weight / (q[i] as number));
  const order = Array.from(keys.keys());
  order.sort((a, b) => (keys[b] as number) - (keys[a] as number));
  for (let i = 0; i < out.length; i++) out[i] = order[i] as number;
}
