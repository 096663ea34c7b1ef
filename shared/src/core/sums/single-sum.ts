/*
 * Sums of float32 elements, rounded after every addition and in the order in which PyTorch's vectorised loops add. A
 * loss that is printed with all its digits shows the last bit of a sum, and a gradient that is 0 but for rounding
 * shows nothing else: only the same order gives the same numbers.
 *
 * The order is good for large sums, too: rows are added in groups of 16 (or more), these sums in groups of 16 and so
 * on, so that a large total does not swallow small elements.
 */

/** Elements that a vector register holds. */
export const VECTOR = 8;

/** Vectors, or single elements, that are added side by side. */
export const ABREAST = 4;

export const LEVELS = 4;

/** Rows in a group, at least. */
const SMALLEST_GROUP = 16;

/** Rows in a group where there are so many of them; fewer than fill the smallest make no group. */
export function rowsInGroup(rows: number): number {
  return Math.max(SMALLEST_GROUP, 2 ** Math.floor(Math.ceil(Math.log2(rows)) / LEVELS));
}

/** The sums of the columns of a matrix whose rows lie one behind the other from `start` on. */
export type SumColumns = (x: Float32Array, start: number, rows: number, columns: number) => Float32Array;

/** What the groups of each level come to so far, by column. */
const levels = Array.from({ length: LEVELS }, () => new Float32Array(VECTOR * ABREAST)) as [
  Float32Array,
  ...Float32Array[],
];

/**
 * The sum of every column of a matrix whose rows lie one behind the other from `start` on. The array that holds them
 * is used again by the next call.
 */
export function sumColumns(x: Float32Array, start: number, rows: number, columns: number): Float32Array {
  const [sums] = levels;
  clear(sums, columns);
  let at = start;
  if (rows < SMALLEST_GROUP) {
    for (const end = start + rows * columns; at < end; ) {
      for (let j = 0; j < columns; j++) sums[j] = (sums[j] as number) + (x[at++] as number);
    }
    return sums;
  }
  for (let level = 1; level < LEVELS; level++) clear(levels[level] as Float32Array, columns);
  const group = rowsInGroup(rows);
  for (let done = 0; done < rows; ) {
    const end = Math.min(done + group, rows);
    const isWhole = end === done + group;
    for (; done < end; done++) {
      for (let j = 0; j < columns; j++) sums[j] = (sums[j] as number) + (x[at++] as number);
    }
    // A group that is full moves up, and on from there as long as the next is full as well.
    for (let level = 1, span = group; isWhole && level < LEVELS; level++, span *= group) {
      moveUp(levels[level - 1] as Float32Array, levels[level] as Float32Array, columns);
      if (done % (span * group) !== 0) break;
    }
  }
  for (let level = 1; level < LEVELS; level++) moveUp(levels[level] as Float32Array, sums, columns);
  return sums;
}

function moveUp(from: Float32Array, to: Float32Array, columns: number): void {
  for (let j = 0; j < columns; j++) to[j] = (to[j] as number) + (from[j] as number);
  clear(from, columns);
}

/** A loop, since `fill` takes longer for as few elements as these. */
function clear(sums: Float32Array, columns: number): void {
  for (let j = 0; j < columns; j++) sums[j] = 0;
}

/** One element after the other. */
export function plainSum(x: Float32Array, start: number, end: number): number {
  return sumColumns(x, start, end - start, 1)[0] as number;
}

/** Every fourth element for itself, and then the four sums. */
export function abreastSum(x: Float32Array, start: number, end: number): number {
  const rows = Math.floor((end - start) / ABREAST);
  const sums = sumColumns(x, start, rows, ABREAST);
  for (let i = start + rows * ABREAST; i < end; i++) sums[0] = (sums[0] as number) + (x[i] as number);
  for (let j = 1; j < ABREAST; j++) sums[0] = (sums[0] as number) + (sums[j] as number);
  return sums[0] as number;
}

/**
 * Vector by vector, four of them abreast, and then the elements of the vector. Another function may add the columns, in
 * the same order.
 */
export function vectorSum(
  x: Float32Array,
  start: number,
  end: number,
  sumOfColumns: SumColumns = sumColumns,
): number {
  if (end - start < VECTOR) return abreastSum(x, start, end);
  const rows = Math.floor((end - start) / (VECTOR * ABREAST));
  const sums = sumOfColumns(x, start, rows, VECTOR * ABREAST);
  let i = start + rows * VECTOR * ABREAST;
  for (; i + VECTOR <= end; i += VECTOR) {
    for (let j = 0; j < VECTOR; j++) sums[j] = (sums[j] as number) + (x[i + j] as number);
  }
  for (let j = VECTOR; j < sums.length; j++) {
    const own = j % VECTOR;
    sums[own] = (sums[own] as number) + (sums[j] as number);
  }
  let total = 0;
  for (; i < end; i++) total = Math.fround(total + (x[i] as number));
  for (let j = 0; j < VECTOR; j++) total = Math.fround(total + (sums[j] as number));
  return total;
}
