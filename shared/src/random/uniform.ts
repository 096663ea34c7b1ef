import type { FloatArray } from '../core/dtype.ts';
import { fma32 } from './fma32.ts';
import type { Generator } from './generator.ts';

/**
 * Fills `out` with numbers of [low, high), all equally likely: low + u (high - low) in the dtype of `out`, where
 * u has 24 random bits for float32 and 53 for float64.
 */
export function uniform(out: FloatArray, low: number, high: number, generator: Generator): void {
  if (out instanceof Float64Array) {
    const width = high - low;
    for (let i = 0; i < out.length; i++) out[i] = low + generator.u53() * width;
  } else if (low === 0 && high === 1) {
    for (let i = 0; i < out.length; i++) out[i] = generator.u24();
  } else {
    const start = Math.fround(low);
    const width = Math.fround(Math.fround(high) - start);
    for (let i = 0; i < out.length; i++) out[i] = fma32(generator.u24(), width, start);
  }
}
