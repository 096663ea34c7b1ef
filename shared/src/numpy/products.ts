import { asLongs, cast } from '../core/cast.ts';
import type { TypedArray } from '../core/dtype.ts';
import { ValueError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { multiply } from './arithmetic.ts';
import { toNumbers } from './elements.ts';
import { method } from './methods.ts';
import { NdArray } from './nd-array.ts';
import { promote } from './promotion.ts';
import { type ArrayLike, asarray } from './reading.ts';
import type { Numbers } from './reduction.ts';

declare module './nd-array.ts' {
  interface NdArray {
    /**
     * The matrix product of matrices and vectors: Python's `a @ b`. Of two vectors it is their inner product, an
     * array without dimensions.
     *
     * ```ts
     * np.array([[1, 2], [3, 4]]).matmul([10, 1]); // → [12 34]
     * ```
     *
     * @throws ValueError naming both shapes where the inner sizes differ.
     */
    matmul(other: ArrayLike): NdArray;
    /** As `matmul`; with a number it multiplies. */
    dot(other: ArrayLike): NdArray;
  }
}

/** The matrix product of matrices and vectors. */
export function matmul(left: ArrayLike, right: ArrayLike): NdArray {
  const who = 'matmul';
  const a = asarray(who, left);
  const b = asarray(who, right);
  if (a.ndim < 1 || a.ndim > 2 || b.ndim < 1 || b.ndim > 2) {
    throw new ValueError({
      who,
      seen: `arrays of shapes ${shapeText(a.sizes)} and ${shapeText(b.sizes)}`,
      expected: 'matrices or vectors: 1 or 2 dimensions',
      hint: a.ndim === 0 || b.ndim === 0 ? 'np.multiply takes numbers' : undefined,
    });
  }
  const rows = a.ndim === 2 ? a : a.reshape(1, -1);
  const columns = b.ndim === 2 ? b.T : b.reshape(1, -1);
  const [n = 0, inner = 0] = rows.sizes;
  const [m = 0, other = 0] = columns.sizes;
  if (inner !== other) {
    throw new ValueError({
      who,
      seen: `${shapeText(a.sizes)} @ ${shapeText(b.sizes)}: the inner sizes differ, ${inner} ≠ ${other}`,
      expected: 'as many columns on the left as rows on the right',
      hint: a.ndim === 2 && b.ndim === 2 && inner === m ? 'did you mean the transpose, b.T?' : undefined,
    });
  }
  const dtype = promote(a.dtype, b.dtype);
  const x = rows.elements();
  const y = columns.elements();
  const data = dtype.isFloatingPoint
    ? floatProducts(toNumbers(x), toNumbers(y), n, m, inner)
    : integerProducts(asLongs(x), asLongs(y), n, m, inner);
  return new NdArray(cast(data, dtype), dtype, [...a.sizes.slice(0, -1), ...(b.ndim === 2 ? [m] : [])]);
}

/** Row i of x times row j of y, for all i and j. */
function floatProducts(x: Numbers, y: Numbers, n: number, m: number, inner: number): TypedArray {
  const out = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += (x[i * inner + k] as number) * (y[j * inner + k] as number);
      out[i * m + j] = sum;
    }
  }
  return out;
}

/** The same exactly, modulo 2^64. */
function integerProducts(
  x: BigInt64Array,
  y: BigInt64Array,
  n: number,
  m: number,
  inner: number,
): TypedArray {
  const out = new BigInt64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0n;
      for (let k = 0; k < inner; k++) sum += (x[i * inner + k] as bigint) * (y[j * inner + k] as bigint);
      out[i * m + j] = sum;
    }
  }
  return out;
}

/** As `matmul`; with an operand that has no dimensions it multiplies. */
export function dot(left: ArrayLike, right: ArrayLike): NdArray {
  const a = asarray('dot', left);
  const b = asarray('dot', right);
  return a.ndim === 0 || b.ndim === 0 ? multiply(a, b) : matmul(a, b);
}

/** Every element of the one times every element of the other: (n, m). */
export function outer(left: ArrayLike, right: ArrayLike): NdArray {
  return multiply(asarray('outer', left).reshape(-1, 1), asarray('outer', right).reshape(1, -1));
}

method('matmul', matmul);
method('dot', dot);
