import type { Mt19937 } from '../random/mt19937.ts';

/*
 * How NumPy's legacy generator makes numbers of the engine's words. Changing the order or number of words drawn
 * would change every seeded stream.
 */

/** A float64 in [0, 1): the upper 27 and 26 bits of two words. */
export function nextDouble(engine: Mt19937): number {
  const high = engine.u32() >>> 5;
  const low = engine.u32() >>> 6;
  return (high * 2 ** 26 + low) / 2 ** 53;
}

/** The least 2^k − 1 that is not below `n`. */
function maskFor(n: bigint): bigint {
  return n === 0n ? 0n : (1n << BigInt(n.toString(2).length)) - 1n;
}

/** A whole number in [0, most], for `most` below 2^32: words cut to the bits needed, until one fits. */
export function nextBelow(engine: Mt19937, most: number): number {
  if (most === 0) return 0;
  const mask = 2 ** (32 - Math.clz32(most)) - 1;
  for (;;) {
    // `&` alone would give a negative number where the mask has all 32 bits.
    const value = (engine.u32() & mask) >>> 0;
    if (value <= most) return value;
  }
}

/** As `nextBelow`, for any `most` below 2^64. */
export function nextLongBelow(engine: Mt19937, most: bigint): bigint {
  if (most < 2n ** 32n) return BigInt(nextBelow(engine, Number(most)));
  const mask = maskFor(most);
  for (;;) {
    const value = engine.u64() & mask;
    if (value <= most) return value;
  }
}

/**
 * Whole numbers in [0, most] of a narrow dtype: each takes `bits` bits of a word, low ones first. The bits that
 * are left when the call ends are dropped.
 */
export function narrowDraws(engine: Mt19937, bits: number, most: number): () => number {
  const mask = most === 0 ? 0 : 2 ** (32 - Math.clz32(most)) - 1;
  let word = 0;
  let left = 0;
  return () => {
    if (most === 0) return 0;
    for (;;) {
      if (left === 0) {
        word = engine.u32();
        left = 32;
      }
      const value = word & mask;
      word >>>= bits;
      left -= bits;
      if (value <= most) return value;
    }
  };
}

/** Fisher and Yates's shuffle from the last place down: calls `swap(i, j)` with j in [0, i]. */
export function shuffleSwaps(engine: Mt19937, length: number, swap: (i: number, j: number) => void): void {
  for (let i = length - 1; i > 0; i--) swap(i, nextBelow(engine, i));
}

/** 0 … length − 1 in random order. */
export function shuffledIndices(engine: Mt19937, length: number): Int32Array {
  const order = Int32Array.from({ length }, (_, i) => i);
  shuffleSwaps(engine, length, (i, j) => {
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  });
  return order;
}
