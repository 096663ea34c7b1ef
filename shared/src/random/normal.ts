import type { FloatArray } from '../core/dtype.ts';
import type { Generator } from './generator.ts';
import { normalBlock32 } from './normal-block32.ts';
import { uniform } from './uniform.ts';

/** How many values PyTorch makes at a time: half of them from cosines, half from sines. */
const BLOCK = 16;

/**
 * Fills `out` with normal values by the method of Box and Muller: two uniform numbers u and v of [0, 1) give two
 * values r cos t and r sin t, with r = sqrt(-2 log(1 - u)) and t = 2π v.
 *
 * PyTorch goes one of two ways, and so do we: blocks of 16 for a contiguous tensor of 16 elements and more, one
 * value after the other for any else. `contiguous` says what the tensor is that `out` is meant for.
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
  const makeNormal = out instanceof Float64Array ? normalBlocks64 : normalBlocks32;
  uniform(out, 0, 1, generator);
  const left = out.length % BLOCK;
  makeNormal(out.subarray(0, out.length - left), mean, std);
  if (left === 0) return;
  // The places left over are made together with those before them, from new draws: the last block overlaps.
  const last = out.subarray(out.length - BLOCK);
  uniform(last, 0, 1, generator);
  makeNormal(last, mean, std);
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

function normalBlocks32(d: FloatArray, mean: number, std: number): void {
  const mean32 = Math.fround(mean);
  const std32 = Math.fround(std);
  for (let start = 0; start < d.length; start += BLOCK) normalBlock32(d, start, mean32, std32);
}

/** Uniform values become normal ones: in each block, place j and place j + 8 make a pair. */
function normalBlocks64(d: FloatArray, mean: number, std: number): void {
  for (let start = 0; start < d.length; start += BLOCK) {
    for (let j = start; j < start + BLOCK / 2; j++) {
      const radius = Math.sqrt(-2 * Math.log(1 - (d[j] as number)));
      const angle = 2 * Math.PI * (d[j + BLOCK / 2] as number);
      d[j] = radius * Math.cos(angle) * std + mean;
      d[j + BLOCK / 2] = radius * Math.sin(angle) * std + mean;
    }
  }
}
