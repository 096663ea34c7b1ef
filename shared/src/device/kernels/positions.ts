import type { TypedArray } from '../../core/dtype.ts';
import { putElements, takeElements } from '../../core/positions.ts';
import type { Kernel } from '../kernel.ts';

/*
 * Reading and writing single elements. A position counts the elements of a tensor in row-major order.
 */

/** y[i] = x[positions[i]]. */
export const take: Kernel<readonly [TypedArray, Int32Array], readonly [TypedArray], null> = {
  name: 'take',
  cpu: ([x, positions], [y]) => takeElements(x, positions, y),
};

/** y[positions[i]] = x[i]; where a position stands twice, the later element wins. */
export const put: Kernel<readonly [TypedArray, Int32Array], readonly [TypedArray], null> = {
  name: 'put',
  cpu: ([x, positions], [y]) => putElements(x, positions, y),
};

/** y[positions[i]] = x[0]. */
export const fillAt: Kernel<readonly [TypedArray, Int32Array], readonly [TypedArray], null> = {
  name: 'fillAt',
  cpu: ([x, positions], [y]) => {
    const element = x[0] as number;
    for (const at of positions) y[at] = element;
  },
};

/** What elements are added as. */
export interface Addition {
  /** Whether they are bools, of which 1 + 1 is 1. */
  readonly truth: boolean;
}

/** y[positions[i]] += x[i]; where a position stands twice, both are added. */
export const addAt: Kernel<readonly [TypedArray, Int32Array], readonly [TypedArray], Addition> = {
  name: 'addAt',
  cpu: ([x, positions], [y], { truth }) => {
    if (x instanceof BigInt64Array || y instanceof BigInt64Array) {
      const longs = y as BigInt64Array;
      for (let i = 0; i < positions.length; i++) {
        const at = positions[i] as number;
        longs[at] = (longs[at] as bigint) + (x[i] as bigint);
      }
      return;
    }
    for (let i = 0; i < positions.length; i++) {
      const at = positions[i] as number;
      const sum = (y[at] as number) + (x[i] as number);
      y[at] = truth && sum !== 0 ? 1 : sum;
    }
  },
};
