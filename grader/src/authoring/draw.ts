import type { Rng } from './stream.ts';

/** Draws for suites, as flat lists of numbers; a suite makes its own tensors of them. */
export const draw = {
  /** `count` numbers, uniform in [low, high). */
  uniform(rng: Rng, count: number, low: number, high: number): number[] {
    return Array.from({ length: count }, () => low + (high - low) * rng());
  },

  /** `count` numbers, normal with the given mean and standard deviation (Box–Muller). */
  normal(rng: Rng, count: number, { mean = 0, std = 1 } = {}): number[] {
    return Array.from({ length: count }, () => {
      const radius = Math.sqrt(-2 * Math.log(1 - rng()));
      return mean + std * radius * Math.cos(2 * Math.PI * rng());
    });
  },

  /** One integer, uniform in low … high, both included. */
  integer(rng: Rng, low: number, high: number): number {
    return low + Math.floor(rng() * (high - low + 1));
  },

  /** `count` integers in low … high, pairwise different: sizes that cannot be taken for one another. */
  distinct(rng: Rng, count: number, low: number, high: number): number[] {
    const span = high - low + 1;
    if (count > span)
      throw new RangeError(`draw.distinct: ${count} different integers do not fit in ${low}…${high}`);
    return draw
      .shuffle(
        rng,
        Array.from({ length: span }, (_, i) => low + i),
      )
      .slice(0, count);
  },

  /** A new list with the same items in random order (Fisher–Yates). */
  shuffle<T>(rng: Rng, items: readonly T[]): T[] {
    const list = [...items];
    for (let i = list.length - 1; i > 0; i--) {
      const j = draw.integer(rng, 0, i);
      [list[i], list[j]] = [list[j] as T, list[i] as T];
    }
    return list;
  },
};
