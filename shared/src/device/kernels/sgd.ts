import type { FloatArray } from '../../core/dtype.ts';
import { kernelsForElements } from '../cpu/path.ts';
import { descendSimd } from '../cpu/wasm/sgd.ts';
import type { Kernel } from '../kernel.ts';

/** What a step of gradient descent computes with, beside the elements: see optim/sgd.ts. */
export interface DescentFactors {
  /** −1 to go uphill. */
  readonly sign: number;
  readonly weightDecay: number;
  readonly lr: number;
  readonly momentum: number;
  readonly dampening: number;
  /** Whether there is no momentum yet. */
  readonly isFirst: boolean;
  readonly nesterov: boolean;
}

/**
 * A step of gradient descent for the elements w of a parameter, from those of its gradient, and of its momentum b if it
 * has one.
 *
 *     g ← ±g + λ w
 *     b ← μ b + (1 − τ) g        (b ← g in the first step)
 *     g ← b, or g + μ b with `nesterov`
 *     w ← w − γ g
 */
export const descentStep: Kernel<
  readonly [g: FloatArray],
  readonly [w: FloatArray, ...b: FloatArray[]],
  DescentFactors
> = {
  name: 'descentStep',
  cpu: ([g], [w, b], factors) => {
    if (stepped(w, g, b ?? null, factors)) return;
    const { sign, weightDecay, lr, momentum, dampening, isFirst, nesterov } = factors;
    if (b === undefined) {
      for (let i = 0; i < w.length; i++) {
        const wi = w[i] as number;
        w[i] = wi - lr * (sign * (g[i] as number) + weightDecay * wi);
      }
      return;
    }
    for (let i = 0; i < w.length; i++) {
      const wi = w[i] as number;
      const gi = sign * (g[i] as number) + weightDecay * wi;
      const bi = isFirst ? gi : momentum * (b[i] as number) + (1 - dampening) * gi;
      b[i] = bi;
      w[i] = wi - lr * (nesterov ? gi + momentum * bi : bi);
    }
  },
};

/** The step for many float32 elements at once; false where there is no SIMD kernel for them, and nothing is done. */
function stepped(w: FloatArray, g: FloatArray, b: FloatArray | null, factors: DescentFactors): boolean {
  const kernels = kernelsForElements(w.length);
  const areSingles =
    w instanceof Float32Array && g instanceof Float32Array && (b === null || b instanceof Float32Array);
  if (kernels === null || !areSingles) return false;
  descendSimd(kernels, w, g, b, factors);
  return true;
}
