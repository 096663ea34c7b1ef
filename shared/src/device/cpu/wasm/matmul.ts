import type { FloatArray } from '../../../core/dtype.ts';
import type { ProductShape } from '../../device.ts';
import type { Matrices } from '../matmul.ts';
import { Pool } from '../threads/pool.ts';
import { type Kernels, START } from './kernels.ts';

/** Rows in a panel of A, and bytes in a row of a panel of B: see assembly/matmul.ts. */
export const ROWS = 4;
export const ROW_BYTES = 32;

/** Up to how many times the elements of a matrix a stretch of memory may hold to be copied as one. */
const SPARSEST = 2;

/** Up to how many panels of A a tile has: as many stay in the second-level cache while those of B pass. */
export const PANELS = 32;

/** How many tiles there are for each of several threads, so that none has long to wait for another. */
const TILES_EACH = 4;

/**
 * C = A B by the kernels, with the bits of `matmulFloats`; together with other threads where `by` is a pool of them. Gives
 * false where B is too large for the kernels' memory, or a thread does not answer: C holds nothing of use then.
 */
export function matmulSimd(
  by: Kernels | Pool,
  a: Matrices,
  b: Matrices,
  c: FloatArray,
  { batches, n, k, m }: ProductShape,
): boolean {
  const [kernels, threads] = by instanceof Pool ? [by.kernels, by.threads()] : [by, 1];
  const size = c.BYTES_PER_ELEMENT;
  const width = ROW_BYTES / size;
  const [panelsA, panelsB] = [Math.ceil(n / ROWS), Math.ceil(m / width)];
  const tile = threads === 1 ? PANELS : Math.min(PANELS, Math.ceil(panelsA / (TILES_EACH * threads)));

  // Where things lie: B as it comes, and later C; A as it comes; both packed.
  const placeOfA = align(START + Math.max(SPARSEST * k * m * size, panelsA * ROWS * panelsB * ROW_BYTES));
  const packedA = align(placeOfA + SPARSEST * n * k * size);
  const packedB = align(packedA + panelsA * ROWS * k * size);
  if (!kernels.reserve(packedB + panelsB * ROW_BYTES * k)) {
    return panelsA > PANELS && inHalves(by, a, b, c, { batches, n, k, m });
  }
  const { run } = kernels;
  const memory = size === 4 ? kernels.singles : new Float64Array(kernels.memory.buffer);

  let stepsOfA = { rowStep: 0, columnStep: 0 };
  for (let batch = 0; batch < batches; batch++) {
    if (batch === 0 || b.batchStep !== 0) {
      const { rowStep, columnStep } = copyMatrix(b, batch, k, m, memory, START / size);
      run.packColumns(size, START, columnStep, rowStep, m, k, packedB);
    }
    if (batch === 0 || a.batchStep !== 0) stepsOfA = copyMatrix(a, batch, n, k, memory, placeOfA / size);
    const { rowStep, columnStep } = stepsOfA;
    run.product(size, placeOfA, rowStep, columnStep, n, k, packedA, packedB, START, panelsB, tile);
    if (by instanceof Pool && !by.isDone()) return false;
    if (m !== panelsB * width) run.narrow(START, n, panelsB * ROW_BYTES, m * size);
    c.set(memory.subarray(START / size, START / size + n * m), batch * n * m);
  }
  return true;
}

/** The same for the upper and the lower rows of every matrix. */
function inHalves(
  by: Kernels | Pool,
  a: Matrices,
  b: Matrices,
  c: FloatArray,
  { batches, n, k, m }: ProductShape,
): boolean {
  const half = Math.ceil(n / 2);
  for (let batch = 0; batch < batches; batch++) {
    const ofB = { ...b, offset: b.offset + batch * b.batchStep };
    for (const [first, last] of [
      [0, half],
      [half, n],
    ] as const) {
      const rows = { ...a, offset: a.offset + batch * a.batchStep + first * a.rowStep };
      const out = c.subarray((batch * n + first) * m, (batch * n + last) * m);
      if (!matmulSimd(by, rows, ofB, out, { batches: 1, n: last - first, k, m })) return false;
    }
  }
  return true;
}

/** Copies one matrix of a batch to a place of `to`, and gives the steps there. */
function copyMatrix(
  { data, offset, rowStep, columnStep, batchStep }: Matrices,
  batch: number,
  rows: number,
  columns: number,
  to: FloatArray,
  place: number,
): { rowStep: number; columnStep: number } {
  const start = offset + batch * batchStep;
  const span = (rows - 1) * rowStep + (columns - 1) * columnStep + 1;
  if (span <= SPARSEST * rows * columns) {
    // A view of a small array takes as long to make as to copy.
    to.set(span === data.length ? data : data.subarray(start, start + span), place);
    return { rowStep, columnStep };
  }
  let at = place;
  for (let i = 0; i < rows; i++) {
    const row = start + i * rowStep;
    for (let j = 0; j < columns; j++) to[at++] = data[row + j * columnStep] as number;
  }
  return { rowStep: columns, columnStep: 1 };
}

function align(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
