import type { TypedArray } from '../../../core/dtype.ts';
import type { LaneCounts, Strided } from '../../device.ts';
import type { ReductionKernel } from '../../formulas.ts';
import type { Elements } from '../elements.ts';
import type { GpuArray } from '../memory.ts';
import type { Gpu } from '../pointwise.ts';
import { areFloats, type Code } from './code.ts';
import { dense, wholeOf } from './place.ts';
import { call, type Shader } from './shader-call.ts';

/*
 * Where the extremes of lanes stand: of equal elements the first, and a NaN before all numbers. A lane is the work of one
 * thread.
 */

/** Longer lanes are faster on the host. */
const LONGEST = 4096;

/** Finds `best` among the elements of lane i, counted from its start. */
const search = (comparison: 'greater' | 'less', result: string, writes: string): Shader => ({
  name: comparison,
  reads: { x: 'f32' },
  writes,
  wholes: ['length', 'inner'],
  body: `
    let first = i * length;
    var best = 0u;
    var value = x(first);
    for (var j = 1u; j < length && !isNaN(value); j++) {
      let candidate = x(first + j);
      if (isNaN(candidate) || ${comparison}(candidate, value)) { best = j; value = candidate; }
    }
    y[at(i)] = ${result};`,
});

const index = 'vec2(best, 0u)';
const indexOf = {
  largestPlace: search('greater', index, 'vec2<u32>'),
  smallestPlace: search('less', index, 'vec2<u32>'),
};

/** `argmax` and `argmin` of all lanes, in int64; null for what the host does. */
export function placesOfExtremes(
  gpu: Gpu,
  elements: Elements,
  kernel: ReductionKernel | undefined,
  operand: Strided,
  { length, count }: LaneCounts,
): GpuArray | null {
  if ((kernel !== 'largestPlace' && kernel !== 'smallestPlace') || length > LONGEST) return null;
  const x = dense(elements, operand);
  if (x === null || x.kind !== 'f32') return null;
  const y = gpu.memory.array(kernel, count, 'i64');
  call(gpu, indexOf[kernel], wholeOf(y), [x], { wholes: [length, 1] });
  return y;
}

/** The position among all elements, which lie in lanes whose elements are `inner` apart. */
const position = 'i32((i / inner) * length * inner + i % inner + best * inner)';

/** The kernels of `max` and `min` along a dimension: see ops/families/selection.ts. */
const extremes = (
  comparison: 'greater' | 'less',
): Code<
  readonly [TypedArray],
  readonly [positions: Int32Array, indices: BigInt64Array],
  { readonly length: number; readonly inner: number }
> => ({
  fits: ([x], _, { length }) => areFloats([x]) && length <= LONGEST,
  overwrites: true,
  run: ({ gpu }, [x], [positions, indices], { length, inner }) => {
    const told = { wholes: [length, inner] };
    call(gpu, search(comparison, position, 'i32'), positions, [x], told);
    call(gpu, search(comparison, index, 'vec2<u32>'), indices, [x], told);
  },
});

export const max = extremes('greater');
export const min = extremes('less');
