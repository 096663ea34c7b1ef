import type { ProductShape } from '../device.ts';
import { MANY_ELEMENTS } from '../formulas.ts';
import { type Pool, readyPool } from './threads/pool.ts';
import { type Kernels, kernels } from './wasm/kernels.ts';

/*
 * Which way the CPU computes: with loops in TypeScript (plain), which need nothing, with SIMD kernels (wasm), which need
 * a call and copies in and out, or with the kernels on several threads (threads), which have to be woken. The choice is
 * made here alone, by how much there is to do.
 */

export type Path = 'plain' | 'wasm' | 'threads';

/** From how many multiplications on kernels are faster, and from how many rows and columns. */
const PRODUCTS = 4096;
const NARROWEST = 4;

/** From how many multiplications on several threads are faster than one, and from how many rows, which they share. */
const SHARED_PRODUCTS = 2 ** 23;
const SHARED_ROWS = 32;

/** The path that everything takes, whatever its size: for tests. null leaves the choice to the size. */
let forced: Path | null = null;

/** Runs `body` with every operation on one path. */
export function onPath<Result>(path: Path, body: () => Result): Result {
  const before = forced;
  forced = path;
  try {
    return body();
  } finally {
    forced = before;
  }
}

/** The kernels if they are the path for such a product of matrices, else null. */
export function kernelsForProduct({ n, k, m }: ProductShape): Kernels | null {
  const isLarge = n * k * m >= PRODUCTS && Math.min(n, m) >= NARROWEST;
  return n * k * m > 0 ? kernelsIf(isLarge) : null;
}

/** The threads if they are the path for such a product of matrices and are ready, else null. */
export function poolForProduct({ n, k, m }: ProductShape): Pool | null {
  const isLarge = n * k * m >= SHARED_PRODUCTS && n >= SHARED_ROWS && m >= NARROWEST;
  return n * k * m > 0 && (forced === 'threads' || (forced === null && isLarge)) ? readyPool() : null;
}

/** The kernels if they are the path for so many elements, else null. */
export function kernelsForElements(count: number): Kernels | null {
  return count > 0 ? kernelsIf(count >= MANY_ELEMENTS) : null;
}

function kernelsIf(isWorthwhile: boolean): Kernels | null {
  return forced === 'plain' || (forced === null && !isWorthwhile) ? null : kernels();
}
