import { readCall, readCount, readFlag } from './arguments.ts';

/** How arrays print. The names and defaults are NumPy's. */
export interface ArrayPrintOptions {
  /** Digits behind the point, at most. */
  precision: number;
  /** Arrays with more elements than this are summarized. */
  threshold: number;
  /** How many elements a summary shows at either end of each dimension. */
  edgeitems: number;
  /** Characters in a line. */
  linewidth: number;
  /** Never exponents for small numbers: they print as 0. */
  suppress: boolean;
}

/** The options in force. */
export const printOptions: ArrayPrintOptions = {
  precision: 8,
  threshold: 1000,
  edgeitems: 3,
  linewidth: 75,
  suppress: false,
};

/**
 * Changes how arrays print, from now on; what is left out stays. NumPy's `set_printoptions`.
 *
 * ```ts
 * np.setPrintoptions({ precision: 3, suppress: true });
 * np.array([1e-5, 2 / 3]); // → [0.    0.667]
 * np.setPrintoptions({ precision: 8, suppress: false });
 * ```
 */
export function setPrintoptions(options: Partial<ArrayPrintOptions>): void {
  const who = 'setPrintoptions';
  const counts = ['precision', 'threshold', 'edgeitems', 'linewidth'] as const;
  const given = readCall(who, [options], [], [...counts, 'suppress']);
  for (const name of counts) {
    const count = given[name];
    if (count !== undefined)
      // An infinite threshold shows everything.
      printOptions[name] = count === Number.POSITIVE_INFINITY ? count : readCount(who, name, count);
  }
  if (given.suppress !== undefined) printOptions.suppress = readFlag(who, 'suppress', given.suppress);
}
