import type { RandomState } from '../numpy/index.ts';
import { type NdArray, np } from '../numpy/index.ts';

/**
 * Different corners of the unit cube in `dimensions` dimensions, one in each row: how sklearn draws the centres
 * of the clusters of `makeClassification`.
 */
export function hypercubeCorners(rng: RandomState, samples: number, dimensions: number): NdArray {
  if (dimensions > 30) {
    const front = rng.randint(2, { size: [samples, dimensions - 30] });
    return np.hstack([front, hypercubeCorners(rng, samples, 30)]);
  }
  const corners = distinctIntegers(rng, 2 ** dimensions, samples);
  // The bits of a number, the highest first, are the coordinates of its corner.
  return np
    .array(
      corners.flatMap((corner) =>
        Array.from({ length: dimensions }, (_, i) => (corner >> (dimensions - 1 - i)) & 1),
      ),
    )
    .reshape(samples, dimensions);
}

/** `count` different integers in [0, population): sklearn's `sample_without_replacement`, whose method goes by their ratio. */
function distinctIntegers(rng: RandomState, population: number, count: number): number[] {
  const ratio = count / population;
  if (ratio > 0.01 && ratio < 0.99) {
    return Array.from(rng.permutation(population).at(`:${count}`), (value) => value.item());
  }
  if (ratio < 0.2) {
    const found = new Set<number>();
    while (found.size < count) found.add(rng.randint(population));
    return [...found];
  }
  // A reservoir: later integers take the place of earlier ones with falling probability.
  const kept = Array.from({ length: count }, (_, i) => i);
  for (let i = count; i < population; i++) {
    const place = rng.randint(0, i + 1);
    if (place < count) kept[place] = i;
  }
  return kept;
}
