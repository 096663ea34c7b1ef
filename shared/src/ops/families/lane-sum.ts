import { ABREAST, abreastSum, plainSum, sumMatrix, VECTOR, vectorSum } from '../../core/sums/single-sum.ts';
import { type ColumnSums, type FloatReduction, simd, type WgslFold } from '../../device/formulas.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Lanes } from './reduction.ts';

/** The sum in WGSL. */
export const wgslSum: WgslFold = { start: '0.0', each: 's + x', both: 's + t' };

/** The mean in WGSL. */
export const wgslMean: WgslFold = { ...wgslSum, last: 'ratio(s, n)' };

/** The product in WGSL, and log Σ eˣ. */
export const wgslProduct: WgslFold = { start: '1.0', each: 's * x', both: 's * t' };
export const wgslLogSum: WgslFold = {
  start: 'negated(infinity())',
  each: 'logaddexp(s, x)',
  both: 'logaddexp(s, t)',
};

/** The largest element, and the smallest, in WGSL: NaN where there is one. */
export const wgslLargest: WgslFold = {
  start: 'negated(infinity())',
  each: 'larger(s, x)',
  both: 'larger(s, t)',
};
export const wgslSmallest: WgslFold = { start: 'infinity()', each: 'smaller(s, x)', both: 'smaller(s, t)' };

/** The sum in double precision. */
const doubleSum: FloatReduction = (x, start, end) => {
  let total = 0;
  for (let i = start; i < end; i++) total += x[i] as number;
  return total;
};

/**
 * How the lanes of `x` are added up. For float32 the order of additions depends on how the elements lie in memory, as
 * in PyTorch; where they lie in no simple order, and for other dtypes, the sum is in double precision.
 */
export function laneSum(x: Tensor, { dims }: Lanes): FloatReduction {
  const along = innermost(x, dims, true);
  const across = innermost(x, dims, false);
  if (!along.isWhole) return doubleSum;
  if (along.step === 1 && along.size >= VECTOR) return rowSum;
  const isWide = across.step === 1 && across.size >= VECTOR;
  if (!isWide && (across.size === 1 || along.step < across.step)) return shortSum;
  const isMatrix = across.isWhole && across.step === 1 && along.step === across.size;
  return isMatrix ? matrixSum(across.size) : columnSum(across.size, isWide ? WIDE : ABREAST);
}

/** The sums of whole rows, by their length, made once: training asks for the same ones again and again. */
const matrixSums = new Map<number, FloatReduction>();

function matrixSum(columns: number): FloatReduction {
  const known = matrixSums.get(columns);
  if (known !== undefined) return known;
  const isWide = columns >= VECTOR;
  const sum = Object.assign(columnSum(columns, isWide ? WIDE : ABREAST), {
    columns: isWide ? wideColumns : narrowColumns,
  });
  const made = columns >= WIDE ? simd('columnSum', sum) : sum;
  matrixSums.set(columns, made);
  return made;
}

const WIDE = VECTOR * ABREAST;
const wideColumns = columnsInBlocks(WIDE);
const narrowColumns = columnsInBlocks(ABREAST);

function columnsInBlocks(block: number): ColumnSums {
  return (x, start, rows, sums) => sumMatrix(x, start, rows, block, sums);
}

/** Lanes side by side: as many as fill whole blocks are added plainly, the others four elements abreast. */
function columnSum(lanes: number, block: number): FloatReduction {
  const inBlocks = lanes - (lanes % block);
  return single((x, start, end) => {
    const lane = Math.floor(start / (end - start)) % lanes;
    return lane < inBlocks ? plainSum(x, start, end) : abreastSum(x, start, end);
  });
}

const rowSum = simd('vectorSum', single(vectorSum));
const shortSum = single((x, start, end) => abreastSum(x, start, end));

function single(sum: (x: Float32Array, start: number, end: number) => number): FloatReduction {
  return (x, start, end) => (x instanceof Float32Array ? sum(x, start, end) : doubleSum(x, start, end));
}

/** Dimensions that lie in memory as one. */
interface Run {
  readonly size: number;
  /** From element to element. */
  readonly step: number;
  /** Whether they are all that were asked for. */
  readonly isWhole: boolean;
}

/** The last of the dimensions that are among `dims`, or are not, with those before it that make one with it. */
function innermost(x: Tensor, dims: readonly number[], isAmong: boolean): Run {
  let size = 1;
  let step = 0;
  for (let dim = x.ndim - 1; dim >= 0; dim--) {
    const own = x.sizes[dim] as number;
    if (own === 1 || dims.includes(dim) !== isAmong) continue;
    if (size === 1) step = x.strides[dim] as number;
    else if (x.strides[dim] !== size * step) return { size, step, isWhole: false };
    size *= own;
  }
  return { size, step, isWhole: true };
}
