import type { FloatArray } from '../../core/dtype.ts';
import { kernelsForElements } from '../cpu/path.ts';
import { adamSimd } from '../cpu/wasm/adam.ts';

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

/** A step of Adam or AdamW for many float32 elements at once; false where there is no kernel for them, and nothing is done. */
export function adamStep(
  w: FloatArray,
  g: FloatArray,
  m: FloatArray,
  v: FloatArray,
  factors: AdamFactors,
): boolean {
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
