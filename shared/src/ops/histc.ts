import { type FloatArray, float32 } from '../core/dtype.ts';
import { RuntimeError } from '../core/errors.ts';
import type { Kernel } from '../device/kernel.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { bind } from './families/bound-arguments.ts';
import { computed } from './families/computed.ts';
import { method } from './families/methods.ts';
import { dtypeComplaint, requireTensor } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * How many elements lie in each of `bins` intervals of one width between `min` and `max`: a histogram. The
     * last interval has its upper end too; elements outside, and NaN, do not count. Where `min` equals `max`, as
     * they do unless given, the intervals span the elements.
     *
     * ```ts
     * torch.tensor([0.5, 1.2, 1.9, 4]).histc({ bins: 2, min: 0, max: 4 }); // → tensor([3., 1.])
     * ```
     *
     * @throws RuntimeError for an integer or bool tensor, and for `min` above `max`.
     */
    histc(bins?: number | HistcOptions, min?: number | HistcOptions, max?: number | HistcOptions): Tensor;
  }
}

export interface HistcOptions {
  /** How many intervals; 100 unless said. */
  readonly bins?: number;
  readonly min?: number;
  readonly max?: number;
}

export function histc(x: Tensor, ...args: Parameters<Tensor['histc']>): Tensor {
  requireTensor('histc', x);
  const given = bind('histc', args, ['bins', 'min', 'max']);
  const bins = given.whole('bins', 100);
  if (!x.isFloatingPoint()) throw dtypeComplaint('histc', x.dtype, 'a floating point dtype');
  if (bins <= 0) {
    throw new RuntimeError({ who: 'histc', seen: `bins is ${bins}`, expected: 'bins must be > 0' });
  }
  const interval = {
    bins,
    min: given.number('min', 0),
    max: given.number('max', 0),
    single: x.dtype === float32,
  };
  return computed('histc', histogram, [x], x.dtype, [bins], interval);
}

/** The intervals of one width between `min` and `max`. */
interface Intervals {
  readonly bins: number;
  readonly min: number;
  readonly max: number;
  /** Whether every step rounds to float32, as in PyTorch: an element at the edge of two falls on the same side. */
  readonly single: boolean;
}

const histogram: Kernel<readonly [FloatArray], readonly [FloatArray], Intervals> = {
  name: 'histc',
  cpu: ([x], [y], { bins, single, ...asked }) => {
    const [min, max] = range(x, asked.min, asked.max);
    const rounded = single ? Math.fround : (value: number) => value;
    const [low, high] = [rounded(min), rounded(max)];
    const width = rounded(high - low);
    for (const value of x) {
      if (!(value >= low && value <= high)) continue;
      const at = Math.trunc(rounded(rounded(rounded(value - low) * bins) / width));
      const bin = Math.min(at, bins - 1);
      y[bin] = (y[bin] as number) + 1;
    }
  },
};

function range(elements: FloatArray, min: number, max: number): [number, number] {
  let [low, high] = [min, max];
  if (low === high && elements.length > 0) {
    [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < elements.length; i++) {
      low = Math.min(low, elements[i] as number);
      high = Math.max(high, elements[i] as number);
    }
  }
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    throw new RuntimeError({ who: 'histc', seen: `range of [${low}, ${high}] is not finite` });
  }
  if (low > high) {
    throw new RuntimeError({
      who: 'histc',
      seen: `min ${low}, max ${high}`,
      expected: 'max must be larger than min',
    });
  }
  // All elements are one number: the intervals stand around it.
  return low === high ? [low - 1, high + 1] : [low, high];
}

method('histc', histc);
