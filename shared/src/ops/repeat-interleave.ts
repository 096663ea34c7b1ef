import { int32, int64 } from '../core/dtype.ts';
import { RuntimeError } from '../core/errors.ts';
import { normalizeDim, shapeText } from '../core/shape.ts';
import { named } from '../tensor/arguments.ts';
import { roomFor } from '../tensor/creation.ts';
import { elementsAs } from '../tensor/elements.ts';
import { fromElements, Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { requireTensor } from './families/operand.ts';
import { wholeNumbers } from './families/whole-numbers.ts';
import { slicesAt } from './index-select.ts';
import { reshape } from './reshape.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Every slice along `dim` so many times, one after the other; a tensor of counts says it for each slice. Without
     * `dim` the elements, row by row.
     *
     * ```ts
     * torch.tensor([1, 2]).repeatInterleave(2); // → tensor([1, 1, 2, 2])
     * torch.tensor([1, 2]).repeatInterleave(torch.tensor([0, 3])); // → tensor([2, 2, 2])
     * ```
     *
     * @throws RuntimeError for negative counts, or another number of counts than slices.
     */
    repeatInterleave(
      repeats: number | Tensor | RepeatInterleaveArguments,
      dim?: number | RepeatInterleaveOptions,
    ): Tensor;
  }
}

export interface RepeatInterleaveOptions {
  readonly dim?: number | null;
  /** How many slices the result has: what PyTorch needs on a GPU; here it is only checked. */
  readonly outputSize?: number;
}

export interface RepeatInterleaveArguments extends RepeatInterleaveOptions {
  readonly repeats: number | Tensor;
}

/** `repeatInterleave(counts)` alone gives the indices that the counts stand for. */
export function repeatInterleave(
  x: Tensor,
  repeats?: number | Tensor | RepeatInterleaveArguments,
  dim?: number | RepeatInterleaveOptions,
): Tensor {
  const who = 'repeatInterleave';
  requireTensor(who, x);
  if (repeats === undefined) {
    const indices = repeated(x, x.numel(), undefined);
    return fromElements(BigInt64Array.from(indices, BigInt), int64, [indices.length], x.device);
  }
  const names = ['repeats', 'dim', 'outputSize'] as const;
  const given = named<RepeatInterleaveArguments>(who, names, 1, [repeats, dim]);
  const source = given.dim === undefined || given.dim === null ? reshape(x, [-1]) : x;
  const at = normalizeDim(who, given.dim ?? 0, source.ndim);
  return slicesAt(source, at, repeated(given.repeats, source.sizes[at] ?? 1, given.outputSize));
}

/** The index of every slice, as often as it is to be repeated. */
function repeated(repeats: number | Tensor, size: number, outputSize: number | undefined): Int32Array {
  const counts = readCounts(repeats, size);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (outputSize !== undefined && outputSize !== total) {
    throw new RuntimeError({
      who: 'repeatInterleave',
      seen: `outputSize is ${outputSize}, the counts add up to ${total}`,
    });
  }
  const indices = new Int32Array(roomFor('repeatInterleave', total, int64));
  let at = 0;
  counts.forEach((count, i) => {
    indices.fill(i, at, at + count);
    at += count;
  });
  return indices;
}

function readCounts(repeats: number | Tensor, size: number): number[] {
  const who = 'repeatInterleave';
  if (
    repeats instanceof Tensor &&
    ((repeats.dtype !== int64 && repeats.dtype !== int32) || repeats.ndim > 1)
  ) {
    throw new RuntimeError({
      who,
      seen: `counts of dtype ${repeats.dtype} and shape ${shapeText(repeats.sizes)}`,
      expected: 'counts of dtype int64 or int32, in one dimension at most',
    });
  }
  const given = repeats instanceof Tensor ? Array.from(elementsAs(repeats, int64), Number) : [repeats];
  if (given.length !== 1 && given.length !== size) {
    throw new RuntimeError({
      who,
      seen: `${given.length} counts for ${size} slices`,
      expected: 'repeats must have the same size as input along dim',
    });
  }
  if (wholeNumbers(who, 'repeats', given).some((count) => count < 0)) {
    throw new RuntimeError({
      who,
      seen: `counts [${given.join(', ')}]`,
      expected: 'repeats can not be negative',
    });
  }
  return given.length === size ? given : new Array<number>(size).fill(given[0] as number);
}

method('repeatInterleave', repeatInterleave);
