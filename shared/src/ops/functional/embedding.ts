import { type FloatArray, int32, int64 } from '../../core/dtype.ts';
import { IndexError, RuntimeError } from '../../core/errors.ts';
import type { Kernel } from '../../device/kernel.ts';
import { elementsOf } from '../../tensor/elements.ts';
import { record } from '../../tensor/graph.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';
import { bind } from '../families/bound-arguments.ts';
import { copyOf, runKernel } from '../families/computed.ts';
import { overwrite } from '../families/in-place.ts';
import { requireTensor } from '../families/operand.ts';
import { picked, placed } from '../families/placement.ts';
import { slicePositions } from '../families/positions.ts';
import { requireRank } from '../families/product.ts';
import { mul } from '../mul.ts';
import { reshape } from '../reshape.ts';

export interface EmbeddingOptions {
  /** A row that gets no gradient; negative ones count from the end. */
  readonly paddingIdx?: number | null;
  /** Rows that are looked up and have a larger norm are scaled down to this one, in place. */
  readonly maxNorm?: number | null;
  /** The order of that norm; 2 unless given. */
  readonly normType?: number;
  /** Whether to divide the gradient of a row by how often it was looked up. */
  readonly scaleGradByFreq?: boolean;
}

/** The arguments behind index and weight, in PyTorch's order, or as options at the end. */
export type EmbeddingArguments = readonly [
  paddingIdx?: number | null | EmbeddingOptions,
  maxNorm?: number | null | EmbeddingOptions,
  normType?: number | EmbeddingOptions,
  scaleGradByFreq?: boolean | EmbeddingOptions,
  options?: EmbeddingOptions,
];

/**
 * The rows of `weight` (count, d) that an index tensor (…) names: (…, d). PyTorch's `F.embedding`.
 *
 * ```ts
 * const weight = torch.tensor([[0.5, 0], [1, 1.5]]);
 * F.embedding(torch.tensor([1, 0, 1]), weight).at(':', 1); // → tensor([1.5000, 0.0000, 1.5000])
 * ```
 *
 * @throws IndexError for an index out of range; RuntimeError for one that is neither int64 nor int32.
 */
export function embedding(index: Tensor, weight: Tensor, ...rest: EmbeddingArguments): Tensor {
  const who = 'embedding';
  requireTensor(who, index);
  requireTensor(who, weight);
  const given = bind(who, rest, ['paddingIdx', 'maxNorm', 'normType', 'scaleGradByFreq']);
  requireRank(who, 'weight', weight, 2);
  const [count, width] = weight.sizes as [number, number];
  const rows = readRows(who, index, count);
  const padding = paddingRow(who, given.whole('paddingIdx', null), count);
  const maxNorm = given.number('maxNorm', null);
  if (maxNorm !== null) renormalize(who, weight, rows, maxNorm, given.number('normType', 2));
  const byFrequency = given.flag('scaleGradByFreq', false);
  const from = weight.sizes;
  const y = picked('', weight.detach(), slicePositions(from, 0, rows), [...index.sizes, width]);
  return record(y, 'EmbeddingBackward0', [weight], (grad) => {
    const counts = new Map<number, number>();
    for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
    const kept = Int32Array.from(rows.keys()).filter((at) => rows[at] !== padding);
    const each = [rows.length, width];
    const useful = picked('PickBackward', reshape(grad, each), slicePositions(each, 0, kept), [
      kept.length,
      width,
    ]);
    const shares = kept.length === 0 || !byFrequency ? null : weight.dtype.allocate(kept.length);
    kept.forEach((at, i) => {
      if (shares !== null) shares[i] = 1 / (counts.get(rows[at] as number) as number);
    });
    const scaled =
      shares === null
        ? useful
        : mul(useful, fromElements(shares, weight.dtype, [kept.length, 1], weight.device));
    const places = slicePositions(
      from,
      0,
      kept.map((at) => rows[at] as number),
    );
    return [placed(scaled, places, from)];
  });
}

function readRows(who: string, index: Tensor, count: number): Int32Array {
  if (index.dtype !== int64 && index.dtype !== int32) {
    throw new RuntimeError({
      who,
      seen: `indices of dtype ${index.dtype}: got torch.${index.dtype.scalarName}Tensor`,
      expected: "Expected tensor for argument 'indices' to have one of the following scalar types: Long, Int",
      hint: 'convert with .long()',
    });
  }
  const elements = elementsOf(index);
  const rows = new Int32Array(elements.length);
  for (let i = 0; i < rows.length; i++) {
    const row = Number(elements[i]);
    if (row < 0 || row >= count) {
      throw new IndexError({
        who,
        seen: `index out of range in self: ${row}, of ${count} rows`,
        expected: `indices from 0 to ${count - 1}`,
      });
    }
    rows[i] = row;
  }
  return rows;
}

function paddingRow(who: string, asked: number | null, count: number): number {
  if (asked === null) return -1;
  if (asked < -count || asked >= count) {
    throw new RuntimeError({
      who,
      seen: `padding_idx is ${asked}, of ${count} rows`,
      expected: 'Padding_idx must be within num_embeddings',
    });
  }
  return asked < 0 ? asked + count : asked;
}

/** What rows are scaled down to, and the order of the norm that is measured. */
interface Ceiling {
  readonly rows: Int32Array;
  readonly width: number;
  readonly most: number;
  readonly order: number;
}

/** Scales those of the rows that are longer than `most` down to it. */
const renormalized: Kernel<readonly [], readonly [FloatArray], Ceiling> = {
  name: 'renormalize',
  cpu: (_, [elements], { rows, width, most, order }) => {
    for (const row of new Set(rows)) {
      const values = elements.subarray(row * width, (row + 1) * width);
      let norm = 0;
      if (order === Number.POSITIVE_INFINITY)
        for (const value of values) norm = Math.max(norm, Math.abs(value));
      else for (const value of values) norm += Math.abs(value) ** order;
      if (Number.isFinite(order)) norm **= 1 / order;
      if (norm <= most) continue;
      // PyTorch's small number, against a division by zero.
      for (let i = 0; i < width; i++) values[i] = ((values[i] as number) * most) / (norm + 1e-7);
    }
  },
};

function renormalize(who: string, weight: Tensor, rows: Int32Array, most: number, order: number): void {
  const y = copyOf(weight, weight.dtype);
  runKernel(who, renormalized, [], [y], { rows, width: weight.sizes[1] as number, most, order });
  overwrite(who, weight, y);
}
