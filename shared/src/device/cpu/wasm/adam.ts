import type { AdamFactors } from '../../kernels/adam.ts';
import type { Kernels } from './kernels.ts';

/** Elements of each array that are copied to the kernels' memory and changed there in one go. */
const CHUNK = 16384;

/** Where the arrays lie, in elements, each with room for a last vector: in the first mebibyte, which is there. */
const [W, G, M, V] = [0, CHUNK + 16, 2 * (CHUNK + 16), 3 * (CHUNK + 16)];

/** One step of Adam by the kernel, with the bits of the loops in optim/adam.ts and optim/adamw.ts. */
export function adamSimd(
  { singles, run }: Kernels,
  w: Float32Array,
  g: Float32Array,
  m: Float32Array,
  v: Float32Array,
  { sign, decay, beta1, beta2, rate, bias2, eps, isDecoupled }: AdamFactors,
): void {
  for (let start = 0; start < w.length; start += CHUNK) {
    const end = Math.min(start + CHUNK, w.length);
    const length = end - start;
    singles.set(w.subarray(start, end), W);
    singles.set(g.subarray(start, end), G);
    singles.set(m.subarray(start, end), M);
    singles.set(v.subarray(start, end), V);
    const last = 4 * (W + length);
    run.adam(4 * W, 4 * G, 4 * M, 4 * V, last, sign, decay, beta1, beta2, rate, bias2, eps, isDecoupled);
    w.set(singles.subarray(W, W + length), start);
    m.set(singles.subarray(M, M + length), start);
    v.set(singles.subarray(V, V + length), start);
  }
}
