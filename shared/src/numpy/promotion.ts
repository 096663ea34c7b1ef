import { bool, type Dtype, float32, float64, int8, int16, int32, int64, uint8 } from '../core/dtype.ts';
import { isScalar, PyFloat, type Scalar } from '../core/python.ts';
import type { NdArray } from './nd-array.ts';

/** The integers that a dtype holds, from the least to the greatest. */
export const integerRange: Readonly<Record<string, readonly [bigint, bigint]>> = {
  bool: [0n, 1n],
  uint8: [0n, 255n],
  int8: [-128n, 127n],
  int16: [-(2n ** 15n), 2n ** 15n - 1n],
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
};

const rank = { bool: 0, integer: 1, float: 2 } as const;

/**
 * The smallest dtype that holds both: NumPy's `promote_types`. Unlike PyTorch's it keeps integers exact: float32
 * holds 16 bits of them, so int32 and float32 make float64.
 */
export function promote(a: Dtype, b: Dtype): Dtype {
  if (a === b) return a;
  if (rank[a.kind] > rank[b.kind]) return promote(b, a);
  if (a === bool || a.kind === b.kind) {
    if (a !== bool && a.itemSize === b.itemSize) return int16;
    return a === bool || a.itemSize < b.itemSize ? b : a;
  }
  return b === float32 && a.itemSize <= 2 ? float32 : float64;
}

/** The dtype of a scalar by itself. Whole numbers are ints as long as an int64 can hold them. */
export function scalarDtype(value: Scalar): Dtype {
  if (typeof value === 'boolean') return bool;
  if (typeof value === 'bigint') return int64;
  if (value instanceof PyFloat) return float64;
  return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? int64 : float64;
}

/** The least dtype that holds this one value and is of no lower kind than `dtype`. */
function leastFor(value: number | bigint, dtype: Dtype): Dtype {
  if (dtype.kind === 'float') {
    const overflows = Number.isFinite(Number(value)) && !Number.isFinite(Math.fround(Number(value)));
    return overflows ? float64 : float32;
  }
  const whole = BigInt(value);
  const holds = (candidate: Dtype): boolean => {
    const [least, greatest] = integerRange[candidate.name] ?? [0n, 0n];
    return whole >= least && whole <= greatest;
  };
  return (
    [dtype, int8, uint8, int16, int32].find(
      (candidate) => candidate.kind === dtype.kind && holds(candidate),
    ) ?? int64
  );
}

/**
 * The dtype in which an operation on the operands is computed: NumPy's `result_type`. Beside an array, a scalar or
 * an array without dimensions counts only by its kind, and by its value where the dtype cannot hold that.
 */
export function resultDtype(a: NdArray | Scalar, b: NdArray | Scalar): Dtype {
  const dtypeA = isScalar(a) ? scalarDtype(a) : a.dtype;
  const dtypeB = isScalar(b) ? scalarDtype(b) : b.dtype;
  const hasA = !isScalar(a) && a.ndim > 0;
  const hasB = !isScalar(b) && b.ndim > 0;
  if (hasA === hasB) return promote(dtypeA, dtypeB);
  const [array, single, value] = hasA ? [dtypeA, dtypeB, b] : [dtypeB, dtypeA, a];
  if (rank[single.kind] > rank[array.kind]) return promote(array, single);
  if (rank[single.kind] < rank[array.kind] || single.kind === 'bool') return array;
  const known = isScalar(value) ? scalarValue(value) : (value.data[value.offset] as number | bigint);
  return promote(array, leastFor(known, array));
}

function scalarValue(value: Scalar): number | bigint {
  return typeof value === 'bigint' ? value : Number(value);
}
