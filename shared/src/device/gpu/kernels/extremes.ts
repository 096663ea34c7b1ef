import type { TypedArray } from '../../../core/dtype.ts';
import type { LaneCounts, Strided } from '../../device.ts';
import type { ReductionKernel } from '../../formulas.ts';
import type { Elements } from '../elements.ts';
import type { GpuArray } from '../memory.ts';
import type { Gpu } from '../pointwise.ts';
import { areFloats, type Code } from './code.ts';
import { dense, wholeOf } from './place.ts';
import { call, type Place, type Shader } from './shader-call.ts';

/*
 * Where the extremes of lanes stand: of equal elements the first, and a NaN before all numbers. A short lane is the work of
 * one thread. A long one is cut into parts, the work of a thread each, and one more looks through what they have found.
 */

/** Longer lanes are cut. */
const LONGEST = 4096;

type Comparison = 'greater' | 'less';

/** What is written for lane `lane`, whose extreme is the element `best`, counted from its start. */
interface Result {
  readonly value: string;
  readonly type: string;
}

const index: Result = { value: 'vec2(best, 0u)', type: 'vec2<u32>' };

/** The position among all elements, which lie in lanes whose elements are `inner` apart. */
const position: Result = {
  value: 'i32((lane / inner) * length * inner + lane % inner + best * inner)',
  type: 'i32',
};

/** The place among the elements as they follow one another here. */
const place: Result = { value: 'place', type: 'u32' };

/** Among what an extreme is looked for: `count` elements from number `first` on, of which number j stands at `at`. */
const candidates = {
  /** The elements of part number i of all lanes. */
  part: {
    reads: { x: 'f32' },
    lane: 'i / parts',
    first: 'lane * length + (i % parts) * part',
    count: 'min(part, (lane + 1u) * length - first)',
    at: (j: string) => `first + ${j}`,
  },
  /** Those at the places that were found in the parts of lane i. */
  places: {
    reads: { x: 'f32', places: 'u32' },
    lane: 'i',
    first: 'lane * parts',
    count: 'parts',
    at: (j: string) => `places(first + ${j})`,
  },
};

function search(comparison: Comparison, among: keyof typeof candidates, { value, type }: Result): Shader {
  const { reads, lane, first, count, at } = candidates[among];
  return {
    name: `${comparison} ${among}: ${value}`,
    reads,
    writes: type,
    wholes: ['length', 'inner', 'part', 'parts'],
    body: `
    let lane = ${lane};
    let first = ${first};
    let count = ${count};
    var place = ${at('0u')};
    var value = x(place);
    for (var j = 1u; j < count && !isNaN(value); j++) {
      let next = ${at('j')};
      let candidate = x(next);
      if (isNaN(candidate) || ${comparison}(candidate, value)) { place = next; value = candidate; }
    }
    let best = place - lane * length;
    y[at(i)] = ${value};`,
  };
}

interface Lanes {
  readonly length: number;
  readonly inner: number;
}

/** Looks through lanes that follow one another; gives what writes a result for each of them. */
function searched(
  gpu: Gpu,
  comparison: Comparison,
  x: Place,
  { length, inner }: Lanes,
): (y: Place, result: Result) => void {
  if (length <= LONGEST) {
    const told = { wholes: [length, inner, length, 1] };
    return (y, result) => call(gpu, search(comparison, 'part', result), [y], [x], told);
  }
  const part = Math.ceil(Math.sqrt(length));
  const parts = Math.ceil(length / part);
  const told = { wholes: [length, inner, part, parts] };
  const places = wholeOf(gpu.memory.array(comparison, (x.count / length) * parts, 'i32'));
  call(gpu, search(comparison, 'part', place), [places], [x], told);
  return (y, result) => call(gpu, search(comparison, 'places', result), [y], [x, places], told);
}

const comparisonOf = { largestPlace: 'greater', smallestPlace: 'less' } as const;

/** `argmax` and `argmin` of all lanes, in int64; null for what the host does. */
export function placesOfExtremes(
  gpu: Gpu,
  elements: Elements,
  kernel: ReductionKernel | undefined,
  operand: Strided,
  { length, count }: LaneCounts,
): GpuArray | null {
  if (kernel !== 'largestPlace' && kernel !== 'smallestPlace') return null;
  const x = dense(elements, operand);
  if (x === null || x.kind !== 'f32') return null;
  const y = gpu.memory.array(kernel, count, 'i64');
  searched(gpu, comparisonOf[kernel], x, { length, inner: 1 })(wholeOf(y), index);
  return y;
}

/** The kernels of `max` and `min` along a dimension: see ops/families/selection.ts. */
const extremes = (
  comparison: Comparison,
): Code<readonly [TypedArray], readonly [positions: Int32Array, indices: BigInt64Array], Lanes> => ({
  fits: ([x]) => areFloats([x]),
  overwrites: true,
  run: ({ gpu }, [x], [positions, indices], lanes) => {
    const write = searched(gpu, comparison, x, lanes);
    write(positions, position);
    write(indices, index);
  },
});

export const max = extremes('greater');
export const min = extremes('less');
