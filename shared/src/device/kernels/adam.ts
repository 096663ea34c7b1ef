import type { FloatArray } from '../../core/dtype.ts';
import { kernelsForElements } from '../cpu/path.ts';
import { adamSimd } from '../cpu/wasm/adam.ts';
import type { Kernel } from '../kernel.ts';

/** What a step of Adam computes with, beside the elements: see optim/adam.ts and optim/adamw.ts. */
export interface AdamFactors {
  /** −1 to go uphill. */
  readonly sign: number;
  /** λ, or if it is decoupled what a step leaves of a parameter, 1 − γ λ. */
  readonly decay: number;
  readonly isDecoupled: boolean;
  readonly beta1: number;
  readonly beta2: number;
  /** γ / (1 − β₁ᵗ) */
  readonly rate: number;
  /** √(1 − β₂ᵗ) */
  readonly bias2: number;
  readonly eps: number;
}

/**
 * A step of Adam or AdamW for the elements w of a parameter, from those of its gradient; the largest v is there with
 * `amsgrad` alone.
 *
 *     g ← ±g + λ w, or decoupled w ← (1 − γ λ) w
 *     m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²
 *     w ← w − rate · m / (√v / bias2 + ε)
 */
export const adamStep: Kernel<
  readonly [g: FloatArray],
  readonly [w: FloatArray, m: FloatArray, v: FloatArray, ...largest: FloatArray[]],
  AdamFactors
> = {
  name: 'adamStep',
  cpu: ([g], [w, m, v, largest], factors) => {
    if (largest === undefined && stepped(w, g, m, v, factors)) return;
    const { sign, decay, isDecoupled, beta1, beta2, rate, bias2, eps } = factors;
    for (let i = 0; i < w.length; i++) {
      const own = w[i] as number;
      const wi = isDecoupled ? own * decay : own;
      const slope = sign * (g[i] as number);
      const gi = isDecoupled ? slope : slope + decay * wi;
      const mi = beta1 * (m[i] as number) + (1 - beta1) * gi;
      const vi = beta2 * (v[i] as number) + (1 - beta2) * gi * gi;
      m[i] = mi;
      v[i] = vi;
      let spread = vi;
      if (largest !== undefined) {
        spread = Math.max(largest[i] as number, vi);
        largest[i] = spread;
      }
      w[i] = wi - rate * (mi / (Math.sqrt(spread) / bias2 + eps));
    }
  },
};

/** The step for many float32 elements at once; false where there is no SIMD kernel for them, and nothing is done. */
function stepped(w: FloatArray, g: FloatArray, m: FloatArray, v: FloatArray, factors: AdamFactors): boolean {
  const kernels = kernelsForElements(w.length);
  const areSingles =
    w instanceof Float32Array &&
    g instanceof Float32Array &&
    m instanceof Float32Array &&
    v instanceof Float32Array;
  if (kernels === null || !areSingles) return false;
  adamSimd(kernels, w, g, m, v, factors);
  return true;
}
