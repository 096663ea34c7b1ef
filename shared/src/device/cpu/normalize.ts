import type { NumberArray } from '../../core/dtype.ts';

/**
 * Elements in groups that are normalised together: element (o, g, i) of an array (outer, groups, inner) belongs to
 * group g.
 */
export interface Groups {
  readonly outer: number;
  readonly groups: number;
  readonly inner: number;
}

/** The mean of each group, and its variance: the mean square of what differs from it. */
export interface Moments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

export function moments(x: NumberArray, shape: Groups): Moments {
  const { outer, groups, inner } = shape;
  const count = outer * inner;
  const mean = new Float64Array(groups);
  const variance = new Float64Array(groups);
  for (let group = 0; group < groups; group++) {
    let total = 0;
    for (let o = 0; o < outer; o++) {
      const start = (o * groups + group) * inner;
      for (let i = start; i < start + inner; i++) total += x[i] as number;
    }
    const middle = total / count;
    let squares = 0;
    for (let o = 0; o < outer; o++) {
      const start = (o * groups + group) * inner;
      for (let i = start; i < start + inner; i++) squares += ((x[i] as number) - middle) ** 2;
    }
    mean[group] = middle;
    variance[group] = squares / count;
  }
  return { mean, variance };
}

/** A factor and a summand, which element e of the whole finds at ⌊e / span⌋ modulo their number. */
export interface Affine {
  readonly weight: NumberArray | null;
  readonly bias: NumberArray | null;
  readonly span: number;
}

/** y = (x − mean) / √(variance + ε) · weight + bias. */
export function normalize(
  x: NumberArray,
  y: NumberArray,
  { outer, groups, inner }: Groups,
  { mean, variance }: Moments,
  epsilon: number,
  { weight, bias, span }: Affine,
): void {
  let at = 0;
  for (let o = 0; o < outer; o++) {
    for (let group = 0; group < groups; group++) {
      const middle = mean[group] as number;
      const scale = 1 / Math.sqrt((variance[group] as number) + epsilon);
      for (let i = 0; i < inner; i++, at++) {
        let value = ((x[at] as number) - middle) * scale;
        const parameter = Math.floor(at / span);
        if (weight !== null) value *= weight[parameter % weight.length] as number;
        if (bias !== null) value += bias[parameter % bias.length] as number;
        y[at] = value;
      }
    }
  }
}
