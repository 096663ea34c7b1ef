import type { FloatArray, TypedArray } from '../core/dtype.ts';
import type { Generator } from './generator.ts';

/** Fills `out` with ones, each with probability `p`, and zeros. Every element costs 64 bits, whatever its dtype. */
export function bernoulli(out: TypedArray, p: number, generator: Generator): void {
  if (out instanceof BigInt64Array) {
    for (let i = 0; i < out.length; i++) out[i] = generator.u53() < p ? 1n : 0n;
  } else {
    for (let i = 0; i < out.length; i++) out[i] = generator.u53() < p ? 1 : 0;
  }
}

/**
 * As above with a probability for each element. The dtype of the probabilities decides how many bits are drawn:
 * 32 for float32, 64 for float64.
 */
export function bernoulliEach(out: TypedArray, p: FloatArray, generator: Generator): void {
  const draw = p instanceof Float64Array ? () => generator.u53() : () => generator.u24();
  if (out instanceof BigInt64Array) {
    for (let i = 0; i < out.length; i++) out[i] = draw() < (p[i] as number) ? 1n : 0n;
  } else {
    for (let i = 0; i < out.length; i++) out[i] = draw() < (p[i] as number) ? 1 : 0;
  }
}
