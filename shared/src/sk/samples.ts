import { ValueError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { type NdArray, np } from '../numpy/index.ts';
import { type ArrayLike, asarray } from '../numpy/reading.ts';

/** Floats stay as they are; everything else becomes float64. */
function floats(who: string, source: ArrayLike): NdArray {
  const a = asarray(who, source);
  return a.dtype.isFloatingPoint ? a : a.astype(np.float64);
}

interface Demands {
  /** How many columns `fit` has seen. */
  readonly features?: number;
  /** Whether NaN stands for a missing value. */
  readonly allowNan?: boolean;
}

/**
 * Samples in rows, features in columns: (n, d), as floats.
 *
 * @throws ValueError for another number of dimensions, no rows, another number of features than before, or
 * values that are not finite.
 */
export function readSamples(
  who: string,
  source: ArrayLike,
  { features, allowNan = false }: Demands = {},
): NdArray {
  const X = floats(who, source);
  if (X.ndim !== 2) {
    throw new ValueError({
      who,
      seen: `Expected 2D array, got ${X.ndim}D array instead: ${shapeText(X.sizes)}`,
      expected: 'samples in rows and features in columns: (n, d)',
      hint:
        X.ndim === 1
          ? 'reshape(-1, 1) makes a column of one feature, reshape(1, -1) a row of one sample'
          : undefined,
    });
  }
  const [n = 0, d = 0] = X.sizes;
  if (n === 0 || d === 0) {
    throw new ValueError({
      who,
      seen: `Found array with ${n} sample(s) and ${d} feature(s) (shape=${shapeText(X.sizes)})`,
      expected: 'a minimum of 1 is required',
    });
  }
  if (features !== undefined && d !== features) {
    throw new ValueError({
      who,
      seen: `X has ${d} features`,
      expected: `${features} features as input, as in fit`,
    });
  }
  requireFinite(who, 'X', X, allowNan);
  return X;
}

/** One number for each of `n` samples, as floats. */
export function readTargets(who: string, name: string, source: ArrayLike, n: number): NdArray {
  const y = floats(who, source);
  if (y.ndim !== 1) {
    throw new ValueError({
      who,
      seen: `${name} has the shape ${shapeText(y.sizes)}`,
      expected: 'a vector: one number for each sample',
      hint: y.size === n ? 'use ravel()' : undefined,
    });
  }
  sameLength(who, [n, y.size]);
  requireFinite(who, name, y, false);
  return y;
}

/** @throws ValueError unless all lengths agree. */
export function sameLength(who: string, lengths: readonly number[]): void {
  if (lengths.every((length) => length === lengths[0])) return;
  throw new ValueError({
    who,
    seen: `Found input variables with inconsistent numbers of samples: [${lengths.join(', ')}]`,
    expected: 'one length',
  });
}

function requireFinite(who: string, name: string, a: NdArray, allowNan: boolean): void {
  for (const value of a.elements()) {
    if (Number.isFinite(Number(value)) || (allowNan && Number.isNaN(value))) continue;
    const kind = Number.isNaN(value) ? 'NaN' : `infinity or a value too large for ${a.dtype.name}`;
    throw new ValueError({ who, seen: `Input ${name} contains ${kind}`, expected: 'finite numbers' });
  }
}

/** The columns of a matrix as lists of numbers. */
export function columnsOf(X: NdArray): Float64Array[] {
  return Array.from(X.T, (column) => Float64Array.from(column.elements(), Number));
}

/** A vector of float64. */
export function vector(values: Iterable<number>): NdArray {
  return np.array(Float64Array.from(values));
}
