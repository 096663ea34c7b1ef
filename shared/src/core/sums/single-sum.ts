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
 * The sum of every column of a matrix, of at most 32, from `start` on: from row to row it is `rowStep` elements, and
 * from column to column `columnStep`. The array that holds the sums is used again by the next call.
 */
export function sumColumns(
  x: Float32Array,
  start: number,
  rows: number,
  columns: number,
  rowStep: number = columns,
  columnStep = 1,
): Float32Array {
  const [sums] = levels;
  clear(sums, columns);
  if (rows < SMALLEST_GROUP) {
    addRows(sums, x, start, rows, columns, rowStep, columnStep);
    return sums;
  }
  for (let level = 1; level < LEVELS; level++) clear(levels[level] as Float32Array, columns);
  const group = rowsInGroup(rows);
  for (let done = 0; done < rows; ) {
    const count = Math.min(group, rows - done);
    const isWhole = count === group;
    addRows(sums, x, start + done * rowStep, count, columns, rowStep, columnStep);
    done += count;
    // A group that is full moves up, and on from there as long as the next is full as well.
    for (let level = 1, span = group; isWhole && level < LEVELS; level++, span *= group) {
      moveUp(levels[level - 1] as Float32Array, levels[level] as Float32Array, columns);
      if (done % (span * group) !== 0) break;
    }
  }
  for (let level = 1; level < LEVELS; level++) moveUp(levels[level] as Float32Array, sums, columns);
  return sums;
}

/** Adds rows to the sums of their columns, four columns at a time: one addition need not wait for the other. */
function addRows(
  sums: Float32Array,
  x: Float32Array,
  start: number,
  rows: number,
  columns: number,
  rowStep: number,
  step: number,
): void {
  const { fround } = Math;
  let j = 0;
  for (; j + 4 <= columns; j += 4) {
    let sum0 = sums[j] as number;
    let sum1 = sums[j + 1] as number;
    let sum2 = sums[j + 2] as number;
    let sum3 = sums[j + 3] as number;
    for (let row = 0, at = start + j * step; row < rows; row++, at += rowStep) {
      sum0 = fround(sum0 + (x[at] as number));
      sum1 = fround(sum1 + (x[at + step] as number));
      sum2 = fround(sum2 + (x[at + 2 * step] as number));
      sum3 = fround(sum3 + (x[at + 3 * step] as number));
    }
    sums[j] = sum0;
    sums[j + 1] = sum1;
    sums[j + 2] = sum2;
    sums[j + 3] = sum3;
  }
  for (; j < columns; j++) {
    let sum = sums[j] as number;
    for (let row = 0, at = start + j * step; row < rows; row++, at += rowStep) {
      sum = fround(sum + (x[at] as number));
    }
    sums[j] = sum;
  }
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

/** Every fourth element for itself, and then the four sums. The elements stand `step` apart. */
export function abreastSum(x: Float32Array, start: number, end: number, step = 1): number {
  if (end - start <= ABREAST * step) {
    // As few have sums of their own each, which are added one after the other.
    let total = 0;
    for (let i = start; i < end; i += step) total = Math.fround(total + (x[i] as number));
    return total;
  }
  const rows = Math.floor((end - start) / step / ABREAST);
  const sums = sumColumns(x, start, rows, ABREAST, step * ABREAST, step);
  for (let i = start + rows * ABREAST * step; i < end; i += step) {
    sums[0] = (sums[0] as number) + (x[i] as number);
  }
  for (let j = 1; j < ABREAST; j++) sums[0] = (sums[0] as number) + (sums[j] as number);
  return sums[0] as number;
}

/**
 * The sum of every column of a matrix in row-major order, as many as there are `sums`: of as many columns as fill whole
 * blocks one row after the other, of the rest four rows abreast.
 */
export function sumMatrix(
  x: Float32Array,
  start: number,
  rows: number,
  block: number,
  sums: Float32Array,
): void {
  const columns = sums.length;
  const inBlocks = columns - (columns % block);
  for (let j = 0; j < inBlocks; j += block) {
    const some = sumColumns(x, start + j, rows, block, columns);
    for (let k = 0; k < block; k++) sums[j + k] = some[k] as number;
  }
  for (let j = inBlocks; j < columns; j++) {
    sums[j] = abreastSum(x, start + j, start + j + rows * columns, columns);
  }
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
