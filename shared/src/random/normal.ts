import type { FloatArray } from '../core/dtype.ts';
import type { Generator } from './generator.ts';
import { normalBlock32 } from './normal-block32.ts';

/** How many values PyTorch makes at a time, half of them from cosines and half from sines. */
const BLOCK = 16;

/**
 * Fills `out` with normal values by the method of Box and Muller: for u1, u2 uniform in [0, 1),
 * r = sqrt(-2 log(1 - u)) and t = 2π u' give the two values r cos t and r sin t.
 *
 * PyTorch goes one of two ways, and so do we: blocks of 16 for a contiguous tensor of 16 elements and more, one
 * value after the other for all else. `contiguous` says what the tensor is that `out` is meant for.
 */
export function normal(
  out: FloatArray,
  mean: number,
  std: number,
  generator: Generator,
  contiguous = true,
): void {
  if (out.length < BLOCK || !contiguous) {
    for (let i = 0; i < out.length; i++) out[i] = nextNormal(generator) * std + mean;
    return;
  }
  uniform(out, 0, 1, generator);
  const whole = out.length - (out.length % BLOCK);
  for (let start = 0; start < whole; start += BLOCK) normalBlock(out.subarray(start), mean, std);
  if (whole === out.length) return;
  // What is left over is made with the places before it, from new draws: the last block overlaps its neighbour.
  const last = out.subarray(out.length - BLOCK);
  uniform(last, 0, 1, generator);
  normalBlock(last, mean, std);
}

/** One standard normal value. They come in pairs: the second waits in the generator for the next call. */
function nextNormal(generator: Generator): number {
  const cached = generator.cachedNormal;
  if (cached !== null) {
    generator.cachedNormal = null;
    return cached;
  }
  const angle = 2 * Math.PI * generator.u53();
  const radius = Math.sqrt(-2 * Math.log(1 - generator.u53()));
  generator.cachedNormal = radius * Math.sin(angle);
  return radius * Math.cos(angle);
}

/** 16 uniform values from `start` on become normal ones: place j and place j + 8 make a pair. */
function normalBlock64(d: Float64Array, start: number, mean: number, std: number): void {
  for (let j = start; j < start + BLOCK / 2; j++) {
    const k = j + BLOCK / 2;
    const radius = Math.sqrt(-2 * Math.log(1 - (d[j] as number)));
    const angle = 2 * Math.PI * (d[k] as number);
    d[j] = radius * Math.cos(angle) * std + mean;
    d[k] = radius * Math.sin(angle) * std + mean;
  }
}
