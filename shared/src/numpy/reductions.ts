import { asLongs, cast } from '../core/cast.ts';
import { bool, type Dtype, float64, int64 } from '../core/dtype.ts';
import { ValueError } from '../core/errors.ts';
import { gather } from './elements.ts';
import {
  eachRun,
  type Numbers,
  pairwiseSum,
  type Reduced,
  type ReductionCall,
  type Runs,
  reduction,
  type SpreadOptions,
} from './reduction.ts';

declare module './nd-array.ts' {
  interface NdArray {
    /**
     * The sum over everything, or along `axis`. Bools and integers add up in int64.
     *
     * ```ts
     * const a = np.array([[1, 2], [3, 4]]);
     * a.sum(); // → 10
     * a.sum(0); // → [4 6]
     * a.sum({ axis: 1, keepdims: true }); // → [[3]\n [7]]
     * ```
     */
    sum<const Given extends ReductionCall>(...given: Given): Reduced<Given>;
    /** The product; 1 of no elements. */
    prod<const Given extends ReductionCall>(...given: Given): Reduced<Given>;
    /** The mean; NaN of no elements. */
    mean<const Given extends ReductionCall>(...given: Given): Reduced<Given>;
    /** The mean squared distance to the mean: Σ(x − mean)² / (n − ddof). */
    var<const Given extends ReductionCall<SpreadOptions>>(...given: Given): Reduced<Given>;
    /** The square root of the variance. */
    std<const Given extends ReductionCall<SpreadOptions>>(...given: Given): Reduced<Given>;
    /** The least element; NaN if there is one. @throws ValueError if there are no elements. */
    min<const Given extends ReductionCall>(...given: Given): Reduced<Given>;
    /** The greatest element; NaN if there is one. @throws ValueError if there are no elements. */
    max<const Given extends ReductionCall>(...given: Given): Reduced<Given>;
    /** The place of the least element, the first of equal ones: in the flattened array, or along `axis`. */
    argmin<const Given extends ReductionCall>(...given: Given): Reduced<Given>;
    /** The place of the greatest element, the first of equal ones. */
    argmax<const Given extends ReductionCall>(...given: Given): Reduced<Given>;
    /** Whether every element is true (not 0). The value is a boolean, though the type says number. */
    all<const Given extends ReductionCall>(...given: Given): Reduced<Given>;
    /** Whether some element is true (not 0). */
    any<const Given extends ReductionCall>(...given: Given): Reduced<Given>;
  }
}

/** What is computed as a float: floats in their own dtype, all else as float64. */
function floatDtype(dtype: Dtype): Dtype {
  return dtype.isFloatingPoint ? dtype : float64;
}

/** A total of floats, or of integers and bools in int64. */
function total(
  runs: Runs,
  float: (x: Numbers, start: number, length: number) => number,
  [first, combine]: readonly [bigint, (a: bigint, b: bigint) => bigint],
) {
  const { elements, dtype, length, count } = runs;
  if (dtype.isFloatingPoint) return eachRun(runs, dtype, float);
  const longs = asLongs(elements);
  const data = new BigInt64Array(count);
  for (let run = 0; run < count; run++) {
    data[run] = longs.subarray(run * length, (run + 1) * length).reduce(combine, first);
  }
  return { data, dtype: int64 };
}

export const sum = reduction('sum', (runs) => total(runs, pairwiseSum, [0n, (a, b) => a + b]));

export const prod = reduction('prod', (runs) =>
  total(
    runs,
    (x, start, length) => {
      let result = 1;
      for (let i = 0; i < length; i++) result *= x[start + i] as number;
      return result;
    },
    [1n, (a, b) => BigInt.asIntN(64, a * b)],
  ),
);

export const mean = reduction('mean', (runs) =>
  eachRun(runs, floatDtype(runs.dtype), (x, start, length) => pairwiseSum(x, start, length) / length),
);

/** Σ(x − mean)² / (n − ddof) of one run. */
function spreadOf(x: Numbers, start: number, length: number, ddof: number): number {
  const middle = pairwiseSum(x, start, length) / length;
  const squares = Float64Array.from({ length }, (_, i) => ((x[start + i] as number) - middle) ** 2);
  return pairwiseSum(squares, 0, length) / Math.max(length - ddof, 0);
}

const variance = reduction<SpreadOptions>(
  'var',
  (runs) =>
    eachRun(runs, floatDtype(runs.dtype), (x, start, length) => spreadOf(x, start, length, runs.ddof)),
  ['ddof'],
);

export { variance as var };

export const std = reduction<SpreadOptions>(
  'std',
  (runs) =>
    eachRun(runs, floatDtype(runs.dtype), (x, start, length) =>
      Math.sqrt(spreadOf(x, start, length, runs.ddof)),
    ),
  ['ddof'],
);

/** The place in each run of the element that no other beats; NaN beats all. */
function extremes(who: string, beats: (a: number | bigint, b: number | bigint) => boolean) {
  return ({ elements, length, count }: Runs): BigInt64Array => {
    if (length === 0 && count > 0) {
      throw new ValueError({
        who,
        seen: 'an array without elements',
        expected: `at least one: zero-size array to reduction operation ${who} which has no identity`,
      });
    }
    const places = new BigInt64Array(count);
    for (let run = 0; run < count; run++) {
      const start = run * length;
      let best = 0;
      for (let i = 1; i < length; i++) {
        const x = elements[start + i] as number | bigint;
        const y = elements[start + best] as number | bigint;
        if (Number.isNaN(y)) break;
        if (Number.isNaN(x) || beats(x, y)) best = i;
      }
      places[run] = BigInt(best);
    }
    return places;
  };
}

function extremeReduction(who: string, beats: (a: number | bigint, b: number | bigint) => boolean) {
  const places = extremes(who, beats);
  return reduction(who, (runs) => {
    const positions = Int32Array.from(places(runs), (place, run) => run * runs.length + Number(place));
    const data = gather(runs.elements, positions, runs.dtype);
    return { data, dtype: runs.dtype };
  });
}

function placeReduction(who: string, beats: (a: number | bigint, b: number | bigint) => boolean) {
  const places = extremes(who, beats);
  return reduction(who, (runs) => ({ data: places(runs), dtype: int64 }));
}

export const min = extremeReduction('min', (a, b) => a < b);
export const max = extremeReduction('max', (a, b) => a > b);
export const argmin = placeReduction('argmin', (a, b) => a < b);
export const argmax = placeReduction('argmax', (a, b) => a > b);

/** How many elements of each run are true. */
function truths(runs: Runs, answer: (count: number, length: number) => boolean) {
  const marks = cast(runs.elements, bool);
  return eachRun({ ...runs, elements: marks }, bool, (x, start, length) =>
    Number(answer(pairwiseSum(x, start, length), length)),
  );
}

export const all = reduction('all', (runs) => truths(runs, (count, length) => count === length));
export const any = reduction('any', (runs) => truths(runs, (count) => count > 0));
