import type { FloatArray } from '../../../core/dtype.ts';
import type { ProductShape } from '../../device.ts';
import type { Matrices } from '../matmul.ts';
import type { Kernels } from './kernels.ts';

/** Rows in a panel of A, and bytes in a row of a panel of B: see assembly/matmul.ts. */
const ROWS = 4;
const ROW_BYTES = 32;

/** Up to how many times the elements of a matrix a stretch of memory may hold to be copied as one. */
const SPARSEST = 2;

/**
 * C = A B by the kernels, with the bits of `matmulFloats`. Gives false, and does nothing, where the operands are too
 * large for the kernels' memory.
 */
export function matmulSimd(
  kernels: Kernels,
  a: Matrices,
  b: Matrices,
  c: FloatArray,
  { batches, n, k, m }: ProductShape,
): boolean {
  const { run } = kernels;
  const size = c.BYTES_PER_ELEMENT;
  const width = ROW_BYTES / size;
  const [pack, multiply] =
    size === 4 ? [run.packSingles, run.multiplySingles] : [run.packDoubles, run.multiplyDoubles];
  const [panelsA, panelsB] = [Math.ceil(n / ROWS), Math.ceil(m / width)];

  // Where things lie: the elements as they come, and later C; then both operands packed.
  const asTheyCome = SPARSEST * Math.max(n * k, k * m) * size;
  const packedA = align(Math.max(asTheyCome, panelsA * ROWS * panelsB * ROW_BYTES));
  const packedB = align(packedA + panelsA * ROWS * k * size);
  if (!kernels.reserve(packedB + panelsB * ROW_BYTES * k)) return false;
  const memory = size === 4 ? kernels.singles : new Float64Array(run.memory.buffer);

  for (let batch = 0; batch < batches; batch++) {
    if (batch === 0 || a.batchStep !== 0) {
      const { rowStep, columnStep } = copyMatrix(a, batch, n, k, memory);
      pack(0, rowStep, columnStep, n, k, ROWS, packedA);
    }
    if (batch === 0 || b.batchStep !== 0) {
      const { rowStep, columnStep } = copyMatrix(b, batch, k, m, memory);
      pack(0, columnStep, rowStep, m, k, width, packedB);
    }
    multiply(packedA, packedB, 0, panelsA, panelsB, k);
    if (m !== panelsB * width) run.narrow(0, n, panelsB * ROW_BYTES, m * size);
    c.set(memory.subarray(0, n * m), batch * n * m);
  }
  return true;
}

/** Copies one matrix of a batch to the start of `to`, and gives the steps there. */
function copyMatrix(
  { data, offset, rowStep, columnStep, batchStep }: Matrices,
  batch: number,
  rows: number,
  columns: number,
  to: FloatArray,
): { rowStep: number; columnStep: number } {
  const start = offset + batch * batchStep;
  const span = (rows - 1) * rowStep + (columns - 1) * columnStep + 1;
  if (span <= SPARSEST * rows * columns) {
    to.set(data.subarray(start, start + span));
    return { rowStep, columnStep };
  }
  let at = 0;
  for (let i = 0; i < rows; i++) {
    const row = start + i * rowStep;
    for (let j = 0; j < columns; j++) to[at++] = data[row + j * columnStep] as number;
  }
  return { rowStep: columns, columnStep: 1 };
}

function align(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}
