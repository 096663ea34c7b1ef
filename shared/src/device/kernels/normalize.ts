import type { FloatArray, NumberArray } from '../../core/dtype.ts';
import type { Kernel } from '../kernel.ts';

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
export const moments: Kernel<
  readonly [NumberArray],
  readonly [mean: FloatArray, variance: FloatArray],
  Groups
> = {
  name: 'moments',
  cpu: ([x], [mean, variance], { outer, groups, inner }) => {
    const count = outer * inner;
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
  },
};

/** How elements find their group, and their factor and summand. */
export interface Normalizing {
  readonly groups: Groups;
  /** ε, which keeps the divisor from 0. */
  readonly epsilon: number;
  /** Element e of the whole finds its weight and bias at ⌊e / span⌋ modulo their number. */
  readonly span: number;
}

/** y = (x − mean) / √(variance + ε) · weight + bias. */
export const normalize: Kernel<
  readonly [
    x: NumberArray,
    mean: NumberArray,
    variance: NumberArray,
    weight: NumberArray | null,
    bias: NumberArray | null,
  ],
  readonly [NumberArray],
  Normalizing
> = {
  name: 'normalize',
  cpu: ([x, mean, variance, weight, bias], [y], { groups: { outer, groups, inner }, epsilon, span }) => {
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
  },
};
