import type { DescentFactors } from '../../kernels/sgd.ts';
import type { Kernels } from './kernels.ts';

/** Elements of each array that are copied to the kernels' memory and changed there in one go. */
const CHUNK = 16384;

/** Where the arrays lie, in elements, each with room for a last vector: in the first mebibyte, which is there. */
const [W, G, B] = [0, CHUNK + 16, 2 * (CHUNK + 16)];

/** One step of gradient descent by the kernel, with the bits of the loops in optim/sgd.ts. */
export function descendSimd(
  { singles, run }: Kernels,
  w: Float32Array,
  g: Float32Array,
  b: Float32Array | null,
  { sign, weightDecay, lr, momentum, dampening, isFirst, nesterov }: DescentFactors,
): void {
  for (let start = 0; start < w.length; start += CHUNK) {
    const end = Math.min(start + CHUNK, w.length);
    const last = 4 * (W + end - start);
    singles.set(w.subarray(start, end), W);
    singles.set(g.subarray(start, end), G);
    if (b === null) run.descend(4 * W, 4 * G, last, sign, weightDecay, lr);
    else {
      singles.set(b.subarray(start, end), B);
      run.descendWithMomentum(
        4 * W,
        4 * G,
        4 * B,
        last,
        sign,
        weightDecay,
        lr,
        momentum,
        dampening,
        isFirst,
        nesterov,
      );
      b.set(singles.subarray(B, B + end - start), start);
    }
    w.set(singles.subarray(W, W + end - start), start);
  }
}
