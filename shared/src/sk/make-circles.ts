import { ValueError } from '../core/errors.ts';
import { type Call, readCall, readNumber } from '../numpy/arguments.ts';
import type { NdArray } from '../numpy/index.ts';
import { matrix } from './rows.ts';
import { classSizes, type TwoClassOptions, twoClasses } from './two-classes.ts';

export interface MakeCirclesOptions extends TwoClassOptions {
  /** The radius of the inner circle beside the outer one's 1: in [0, 1), 0.8 unless given. */
  readonly factor?: number;
}

/**
 * Points on two circles around 0: label 0 on the outer one, 1 on the inner. sklearn's `make_circles`: the same
 * `randomState` gives the same points.
 *
 * ```ts
 * const [X, y] = sk.makeCircles({ nSamples: 4, factor: 0.5, shuffle: false });
 * np.round(X, 3); // → [[ 1.   0. ]\n [-1.   0. ]\n [ 0.5  0. ]\n [-0.5  0. ]]
 * y; // → [0 0 1 1]
 * ```
 *
 * @throws ValueError for a factor outside [0, 1).
 */
export function makeCircles(
  ...given: Call<[nSamples: number | readonly [number, number]], MakeCirclesOptions>
): [X: NdArray, y: NdArray] {
  const who = 'makeCircles';
  const options = readCall(who, given, ['nSamples'], ['shuffle', 'noise', 'randomState', 'factor']);
  const factor = readNumber(who, 'factor', options.factor ?? 0.8);
  if (!(factor >= 0 && factor < 1)) {
    throw new ValueError({ who, seen: `factor is ${factor}`, expected: "'factor' in the range [0, 1)" });
  }
  const counts = classSizes(who, options.nSamples);
  const points = counts.flatMap((count, label) => {
    const radius = label === 0 ? 1 : factor;
    return Array.from({ length: count }, (_, i) => {
      const angle = i * ((2 * Math.PI) / count);
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    }).flat();
  });
  return twoClasses(who, matrix(Float64Array.from(points), 2), counts, options);
}
