import { type Call, readCall } from '../numpy/arguments.ts';
import type { NdArray } from '../numpy/index.ts';
import { np } from '../numpy/index.ts';
import { matrix } from './rows.ts';
import { classSizes, type TwoClassOptions, twoClasses } from './two-classes.ts';

/**
 * Points on two half circles that interlock: label 0 on the upper one, 1 on the lower. sklearn's `make_moons`:
 * the same `randomState` gives the same points.
 *
 * ```ts
 * const [X, y] = sk.makeMoons({ nSamples: 4, shuffle: false });
 * np.round(X, 3); // → [[ 1.   0. ]\n [-1.   0. ]\n [ 0.   0.5]\n [ 2.   0.5]]
 * y; // → [0 0 1 1]
 * ```
 */
export function makeMoons(
  ...given: Call<[nSamples: number | readonly [number, number]], TwoClassOptions>
): [X: NdArray, y: NdArray] {
  const who = 'makeMoons';
  const options = readCall(who, given, ['nSamples'], ['shuffle', 'noise', 'randomState']);
  const counts = classSizes(who, options.nSamples);
  const points = counts.flatMap((count, label) =>
    Array.from(np.linspace(0, Math.PI, count)).flatMap((angle) => {
      const x = Math.cos(angle.item());
      const y = Math.sin(angle.item());
      return label === 0 ? [x, y] : [1 - x, 1 - y - 0.5];
    }),
  );
  return twoClasses(who, matrix(Float64Array.from(points), 2), counts, options);
}
