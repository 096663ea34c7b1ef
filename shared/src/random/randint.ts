import type { TypedArray } from '../core/dtype.ts';
import type { Generator } from './generator.ts';

/**
 * Fills `out` with integers of [low, high), by remainder: PyTorch's `randint`, which favours the small ones by
 * as much as 2^32 (2^64 for a range of 2^32 and more) is no multiple of the range.
 */
export function randint(out: TypedArray, low: bigint, high: bigint, generator: Generator): void {
  const range = high - low;
  if (range >= 2n ** 32n) {
    if (out instanceof BigInt64Array) {
      for (let i = 0; i < out.length; i++) out[i] = low + (generator.u64() % range);
    } else {
      for (let i = 0; i < out.length; i++) out[i] = Number(low + (generator.u64() % range));
    }
    return;
  }
  const narrow = Number(range);
  if (out instanceof BigInt64Array) {
    for (let i = 0; i < out.length; i++) out[i] = low + BigInt(generator.u32() % narrow);
  } else {
    const start = Number(low);
    for (let i = 0; i < out.length; i++) out[i] = start + (generator.u32() % narrow);
  }
}
