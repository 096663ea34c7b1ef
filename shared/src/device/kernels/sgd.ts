import type { FloatArray } from '../../core/dtype.ts';
import { kernelsForElements } from '../cpu/path.ts';
import { descendSimd } from '../cpu/wasm/sgd.ts';

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
 * A step of gradient descent for many float32 elements at once, with their momentum if they have one; false where there
 * is no kernel for them, and nothing is done.
 */
export function descentStep(
  w: FloatArray,
  g: FloatArray,
  b: FloatArray | null,
  factors: DescentFactors,
): boolean {
  const kernels = kernelsForElements(w.length);
  const areSingles =
    w instanceof Float32Array && g instanceof Float32Array && (b === null || b instanceof Float32Array);
  if (kernels === null || !areSingles) return false;
  descendSimd(kernels, w, g, b, factors);
  return true;
}
