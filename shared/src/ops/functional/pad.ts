import { ArgumentError, describe, RuntimeError } from '../../core/errors.ts';
import type { Scalar } from '../../core/python.ts';
import { product, shapeText } from '../../core/shape.ts';
import { named } from '../../tensor/arguments.ts';
import { filled, roomFor } from '../../tensor/creation.ts';
import { record } from '../../tensor/graph.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { requireTensor } from '../families/operand.ts';
import { picked, withPut } from '../families/placement.ts';
import { gridPositions } from '../families/positions.ts';

/** What stands in the margin: one value, the mirror image, the nearest element, or the other end. */
export type PadMode = 'constant' | 'reflect' | 'replicate' | 'circular';

export interface PadOptions {
  readonly mode?: PadMode;
  /** What to fill a constant margin with: 0 unless said. */
  readonly value?: Scalar | null;
}

interface PadArguments extends PadOptions {
  readonly pad: readonly number[];
}

/**
 * The tensor with a margin: `pad` is [left, right] of the last dimension, then [top, bottom] of the one before it,
 * and so on; negative margins cut off. `F.pad`.
 *
 * ```ts
 * F.pad(torch.tensor([1, 2]), [1, 2]); // → tensor([0, 1, 2, 0, 0])
 * F.pad(torch.tensor([[1, 2, 3]]), [2, 1], { mode: 'reflect' }); // → tensor([[3, 2, 1, 2, 3, 2]])
 * ```
 *
 * @throws RuntimeError for more margins than dimensions, or a reflected margin that is wider than the tensor.
 */
export function pad(
  x: Tensor,
  padding: readonly number[] | PadArguments,
  mode?: PadMode | PadOptions,
  value?: Scalar | PadOptions | null,
): Tensor {
  requireTensor('pad', x);
  const names = ['pad', 'mode', 'value'] as const;
  const given = named<PadArguments>('pad', names, 1, [padding, mode, value]);
  const margins = readMargins(x, given.pad);
  const chosen = given.mode ?? 'constant';
  if (chosen === 'constant') return constantPad(x, margins, given.value ?? 0);
  const source = sources[chosen];
  if (source === undefined) {
    throw new RuntimeError({
      who: 'pad',
      seen: `mode is ${describe(chosen)}`,
      expected: "'constant', 'reflect', 'replicate' or 'circular'",
    });
  }
  const padded = given.pad.length / 2;
  // The leading dimensions are the batch and the channels, which have no margin.
  if (padded > 3 || (x.ndim !== padded + 1 && x.ndim !== padded + 2)) {
    throw new RuntimeError({
      who: 'pad',
      seen: `padding of ${given.pad.length} for a tensor of ${x.ndim} dimensions, ${shapeText(x.sizes)}`,
      expected:
        'Only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now: 2, 4 or 6 margins and one or two dimensions in front of them',
    });
  }
  const lists = x.sizes.map((size, dim) => {
    const [before, after] = margins[dim] as Margin;
    requireWidth(chosen, x, dim, [before, after]);
    const length = size + before + after;
    return Int32Array.from({ length }, (_, i) => source(i - before, size));
  });
  const sizes = lists.map((list) => list.length);
  const node = chosen === 'circular' ? 'CopySlices' : `${nodeNames[chosen]}Pad${padded}DBackward0`;
  return picked(node, x, gridPositions(x.sizes, lists), sizes);
}

type Margin = readonly [before: number, after: number];

const nodeNames = { reflect: 'Reflection', replicate: 'Replication' } as const;

/** Which element stands at coordinate i, which lies outside 0 … size − 1 in the margin. */
const sources: Partial<Record<PadMode, (i: number, size: number) => number>> = {
  reflect: (i, size) => (i < 0 ? -i : i >= size ? 2 * (size - 1) - i : i),
  replicate: (i, size) => Math.min(Math.max(i, 0), size - 1),
  circular: (i, size) => (i + size) % size,
};

/** The margins by dimension, from the list that begins with the last dimension. */
function readMargins(x: Tensor, padding: readonly number[]): Margin[] {
  if (!Array.isArray(padding) || !padding.every(Number.isInteger)) {
    throw new ArgumentError({ who: 'pad', seen: describe(padding), expected: 'a list of whole numbers' });
  }
  if (padding.length % 2 !== 0 || padding.length > 2 * x.ndim) {
    throw new RuntimeError({
      who: 'pad',
      seen: `padding of length ${padding.length} for a tensor of ${x.ndim} dimensions`,
      expected: 'Padding length must be divisible by 2, and at most two for each dimension',
    });
  }
  const total = x.sizes.map((size, dim) => {
    const at = 2 * (x.ndim - 1 - dim);
    return size + (padding[at] ?? 0) + (padding[at + 1] ?? 0);
  });
  roomFor('pad', product(total), x.dtype);
  return x.sizes.map((size, dim) => {
    const at = 2 * (x.ndim - 1 - dim);
    const before = padding[at] ?? 0;
    const after = padding[at + 1] ?? 0;
    if (size + before + after < 0) {
      throw new RuntimeError({
        who: 'pad',
        seen: `the input size ${size}, plus negative padding ${before} and ${after}, resulted in a negative output size at dimension ${dim}`,
      });
    }
    return [before, after] as const;
  });
}

function requireWidth(mode: PadMode, x: Tensor, dim: number, [before, after]: Margin): void {
  const size = x.sizes[dim] as number;
  const most = mode === 'reflect' ? size - 1 : mode === 'circular' ? size : Number.POSITIVE_INFINITY;
  if (before <= most && after <= most && (size > 0 || before + after <= 0)) return;
  throw new RuntimeError({
    who: 'pad',
    seen: `padding (${before}, ${after}) at dimension ${dim} of input ${shapeText(x.sizes)}`,
    expected:
      mode === 'reflect'
        ? 'Padding size should be less than the corresponding input dimension'
        : mode === 'circular'
          ? 'padding that does not wrap around more than once'
          : 'a dimension that has elements to repeat',
  });
}

/** The gradient of a constant margin is nothing; that of the tensor is cut out of the middle by the opposite margins. */
function constantPad(x: Tensor, margins: readonly Margin[], value: Scalar): Tensor {
  const sizes = x.sizes.map((size, dim) => size + (margins[dim] as Margin)[0] + (margins[dim] as Margin)[1]);
  const empty = filled(sizes, value, x.dtype, x.device);
  // What is neither cut off nor margin, by its coordinates in the tensor and in the result.
  const kept = x.sizes.map((size, dim) => {
    const [before, after] = margins[dim] as Margin;
    const start = Math.max(0, -before);
    const length = Math.max(0, size - start - Math.max(0, -after));
    return Int32Array.from({ length }, (_, i) => start + i);
  });
  const shifted = kept.map((list, dim) => list.map((i) => i + (margins[dim] as Margin)[0]));
  const from = gridPositions(x.sizes, kept);
  const middle = picked('', x.detach(), from, [from.length]);
  const y = withPut('pad', empty, gridPositions(sizes, shifted), middle);
  const opposite = margins.map(([before, after]) => [-before, -after] as const);
  return record(y, 'ConstantPadNdBackward0', [x], (grad) => [constantPad(grad, opposite, 0)]);
}
