import type { Generator } from './generator.ts';

/** The numbers 0 … n - 1 in random order, by Fisher and Yates's exchange from the front. */
export function randperm(n: number, generator: Generator): Int32Array {
  const p = new Int32Array(n);
  for (let i = 0; i < n; i++) p[i] = i;
  for (let i = 0; i < n - 1; i++) {
    // Both as unsigned words: the remainder of floating point numbers takes ten times as long.
    const j = i + (generator.u32() % ((n - i) >>> 0));
    const held = p[i] as number;
    p[i] = p[j] as number;
    p[j] = held;
  }
  return p;
}
