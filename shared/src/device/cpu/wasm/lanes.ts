import type { LaneKernel } from '../../formulas.ts';
import type { Kernels } from './kernels.ts';

/** Elements that are copied to the kernels' memory and computed there in one go, unless one lane has more. */
const CHUNK = 16384;

/** Room for a last vector, or for as much of the next lane as a lane writes with its own. */
const SLACK = 16;

/**
 * Softmax, or its logarithm, of lanes of at least eight elements, or the gradient of either, for which `beside` has the
 * result. False where they are too long for the kernels' memory.
 */
export function softmaxSimd(
  kernels: Kernels,
  name: LaneKernel,
  x: Float32Array,
  beside: Float32Array,
  length: number,
  y: Float32Array,
): boolean {
  const isLog = name.startsWith('log');
  const isAcross = name.endsWith('Across');
  const isGradient = name.includes('Gradient');
  const step = length * Math.max(1, Math.floor(CHUNK / length));
  const second = step + SLACK;
  const out = 2 * second;
  if (!kernels.reserve(4 * (out + step + SLACK))) return false;
  const { singles, run } = kernels;
  for (let start = 0; start < x.length; start += step) {
    const end = Math.min(start + step, x.length);
    const last = 4 * (out + end - start);
    singles.set(x.subarray(start, end));
    if (isGradient) {
      singles.set(beside.subarray(start, end), second);
      run.softmaxGradient(0, 4 * second, 4 * out, last, length, isLog, isAcross);
    } else run.softmax(0, 4 * out, last, length, isLog, isAcross);
    y.set(singles.subarray(out, out + end - start), start);
  }
  return true;
}
