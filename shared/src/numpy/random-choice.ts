import { int64 } from '../core/dtype.ts';
import { ValueError } from '../core/errors.ts';
import { isScalar } from '../core/python.ts';
import { shapeText } from '../core/shape.ts';
import type { Mt19937 } from '../random/mt19937.ts';
import { readCall, readCount, readFlag } from './arguments.ts';
import { gather, toNumbers } from './elements.ts';
import type { NdArray } from './nd-array.ts';
import { countOf, sized } from './random-distribution.ts';
import { nextDouble, shuffledIndices } from './random-draws.ts';
import { drawIntegers } from './random-integers.ts';
import { asarray } from './reading.ts';

/** How far the sum of probabilities may be from 1: the square root of float64's precision, as in NumPy. */
const TOLERANCE = Math.sqrt(Number.EPSILON);

const who = 'choice';

/** What `choice` gives for its arguments. */
export function choice(engine: Mt19937, given: readonly unknown[]): NdArray | number | boolean {
  const { a, size, replace, p } = readCall(who, given, ['a', 'size', 'replace', 'p']);
  const source = isScalar(a) ? undefined : asarray(who, a);
  if (source !== undefined && source.ndim !== 1) {
    throw new ValueError({
      who,
      seen: `a has the shape ${shapeText(source.sizes)}`,
      expected: "'a' must be 1-dimensional",
    });
  }
  const population = source?.size ?? readCount(who, 'a', a);
  const count = countOf(who, size);
  if (population === 0 && count > 0) {
    throw new ValueError({
      who,
      seen: `${count} of no elements`,
      expected: 'a must be greater than 0, or an array that is not empty, unless no samples are taken',
    });
  }
  const weights = p === undefined ? undefined : readProbabilities(asarray(who, p), population);
  const chosen = choose(engine, {
    population,
    count,
    replace: readFlag(who, 'replace', replace ?? true),
    weights,
  });
  const dtype = source?.dtype ?? int64;
  const data =
    source === undefined ? BigInt64Array.from(chosen, BigInt) : gather(source.elements(), chosen, dtype);
  return sized(who, data, dtype, size);
}

/** The probabilities of `count` things. @throws ValueError for anything that is no distribution. */
function readProbabilities(p: NdArray, count: number): Float64Array {
  if (p.ndim !== 1) {
    throw new ValueError({
      who,
      seen: `p has the shape ${shapeText(p.sizes)}`,
      expected: "'p' must be 1-dimensional",
    });
  }
  if (p.size !== count) {
    throw new ValueError({
      who,
      seen: `${count} choices and ${p.size} probabilities`,
      expected: "'a' and 'p' must have same size",
    });
  }
  const weights = Float64Array.from(toNumbers(p.elements()));
  if (weights.some(Number.isNaN)) throw new ValueError({ who, seen: 'probabilities contain NaN' });
  const negative = weights.find((weight) => weight < 0);
  if (negative !== undefined) {
    throw new ValueError({
      who,
      seen: `a probability is ${negative}`,
      expected: 'probabilities are not non-negative',
    });
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(Math.abs(total - 1) <= TOLERANCE)) {
    throw new ValueError({
      who,
      seen: `probabilities do not sum to 1 but to ${total}`,
      hint: 'divide them by their sum',
    });
  }
  return weights;
}

/** How many of `weights` are drawn how: everything that choosing needs. */
interface Choice {
  /** From how many is chosen. */
  readonly population: number;
  readonly count: number;
  readonly replace: boolean;
  readonly weights: Float64Array | undefined;
}

/** The chosen indices. @throws ValueError for more without replacement than there are. */
function choose(engine: Mt19937, { population, count, replace, weights }: Choice): Int32Array {
  if (replace) {
    if (weights === undefined) {
      const range = { low: 0n, most: BigInt(population - 1) };
      return Int32Array.from(toNumbers(drawIntegers(engine, range, int64, count)));
    }
    return byWeight(engine, weights, count);
  }
  if (count > population) {
    throw new ValueError({
      who,
      seen: `${count} of ${population}: Cannot take a larger sample than population when 'replace=False'`,
      hint: 'replace: true lets things be chosen again',
    });
  }
  if (weights === undefined) return shuffledIndices(engine, population).slice(0, count);
  return byWeightOnce(engine, weights, count);
}

/** Each by one uniform number: the first index whose running sum of weights lies above it. */
function byWeight(engine: Mt19937, weights: Float64Array, count: number): Int32Array {
  const sums = runningShares(weights);
  return Int32Array.from({ length: count }, () => firstAbove(sums, nextDouble(engine)));
}

/** Without replacement: draws as many as are missing, keeps the new ones, takes their weight away, and again. */
function byWeightOnce(engine: Mt19937, weights: Float64Array, count: number): Int32Array {
  const positive = weights.filter((weight) => weight > 0).length;
  if (positive < count) {
    throw new ValueError({
      who,
      seen: `${count} without replacement: Fewer non-zero entries in p than size, only ${positive}`,
    });
  }
  const left = weights.slice();
  const found = new Set<number>();
  while (found.size < count) {
    for (const index of byWeight(engine, left, count - found.size)) found.add(index);
    for (const index of found) left[index] = 0;
  }
  return Int32Array.from(found);
}

/** The running sums, divided by the last. */
function runningShares(weights: Float64Array): Float64Array {
  let sum = 0;
  const sums = weights.map((weight) => {
    sum += weight;
    return sum;
  });
  return sums.map((value) => value / sum);
}

/** The first index whose entry is greater than `x`, by bisection. */
function firstAbove(sums: Float64Array, x: number): number {
  let low = 0;
  let high = sums.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] as number) > x) high = middle;
    else low = middle + 1;
  }
  return low;
}
