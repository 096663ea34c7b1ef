import type { FloatArray } from '../core/dtype.ts';
import type { Generator } from './generator.ts';

/** Fills `out` with values of density λ exp(-λ x), x >= 0, by inversion: -log(1 - u) / λ in float64, then rounded. */
export function exponential(out: FloatArray, lambda: number, generator: Generator): void {
  const scale = -1 / lambda;
  for (let i = 0; i < out.length; i++) out[i] = scale * Math.log(1 - generator.u53());
}
