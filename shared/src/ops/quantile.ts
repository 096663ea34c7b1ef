import { int32, type TypedArray } from '../core/dtype.ts';
import { ArgumentError, describe, RuntimeError, ValueError } from '../core/errors.ts';
import { isScalar, type Scalar, scalarNumber } from '../core/python.ts';
import { normalizeDim, product, shapeText } from '../core/shape.ts';
import type { Kernel } from '../device/kernel.ts';
import { filled } from '../tensor/creation.ts';
import { elementsOf } from '../tensor/elements.ts';
import { Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { ceil } from './ceil.ts';
import { bind } from './families/bound-arguments.ts';
import { computed } from './families/computed.ts';
import { method } from './families/methods.ts';
import { dtypeComplaint, requireTensor } from './families/operand.ts';
import { picked } from './families/placement.ts';
import { firstNan } from './families/selection.ts';
import { floor } from './floor.ts';
import { mul } from './mul.ts';
import { permute } from './permute.ts';
import { reshape } from './reshape.ts';
import { round } from './round.ts';
import { sort } from './sort.ts';
import { sub } from './sub.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * The value below which the share `q` of the elements lies, of all or along `dim`. Between two elements it is
     * interpolated. A 1-D `q` gives a result for each share, along a new first dimension. NaN where there is one
     * among the elements.
     *
     * ```ts
     * const x = torch.tensor([0, 10, 20.5]);
     * x.quantile(0.25); // → tensor(5.)
     * x.quantile(torch.tensor([0, 0.5])); // → tensor([ 0., 10.])
     * ```
     *
     * @throws RuntimeError for an integer tensor, no elements, or a share outside of 0 … 1.
     */
    quantile(
      q: Scalar | Tensor,
      dim?: number | null | QuantileOptions,
      keepdim?: boolean | QuantileOptions,
    ): Tensor;
    quantile(options: QuantileOptions & { readonly q: Scalar | Tensor }): Tensor;
  }
}

export interface QuantileOptions {
  readonly dim?: number | null;
  readonly keepdim?: boolean;
  /** What to take between two elements; 'linear' unless said. */
  readonly interpolation?: Interpolation;
}

export type Interpolation = 'linear' | 'lower' | 'higher' | 'nearest' | 'midpoint';

export function quantile(
  x: Tensor,
  q: Scalar | Tensor | (QuantileOptions & { readonly q: Scalar | Tensor }),
  ...rest: readonly [dim?: number | null | QuantileOptions, keepdim?: boolean | QuantileOptions]
): Tensor {
  const who = 'quantile';
  requireTensor(who, x);
  const given = bind(who, [q, ...rest], ['q', 'dim', 'keepdim', 'interpolation']);
  if (!x.isFloatingPoint()) throw dtypeComplaint(who, x.dtype, 'a float or double tensor');
  if (x.numel() === 0) {
    throw new RuntimeError({
      who,
      seen: `a tensor of shape ${shapeText(x.sizes)}`,
      expected: 'input tensor must be non-empty',
    });
  }
  const shares = sharesOf(given.value('q'), x);
  const asked = given.whole('dim', null);
  // One dimension, or all of them as one.
  const flat = asked === null || x.ndim === 0;
  const dim = asked === null ? 0 : normalizeDim(who, asked, x.ndim);
  const others = [...x.sizes.keys()].filter((at) => at !== dim);
  const lanes = flat ? reshape(x, [-1]) : permute(x, [...others, dim]);
  const values = interpolated(sort(lanes, -1).values, shares, given.text('interpolation') ?? 'linear');
  const sizes = given.flag('keepdim', false)
    ? x.sizes.map((size, at) => (flat || at === dim ? 1 : size))
    : lanes.sizes.slice(0, -1);
  return reshape(values, [...shares.sizes, ...sizes]);
}

function sharesOf(q: unknown, x: Tensor): Tensor {
  const who = 'quantile';
  if (!(q instanceof Tensor) && !isScalar(q)) {
    throw new ArgumentError({
      who,
      seen: `q is ${describe(q)}`,
      expected: 'a number or a Tensor',
    });
  }
  const shares = q instanceof Tensor ? q : filled([], scalarNumber(q), x.dtype, x.device);
  if (shares.ndim > 1 || shares.dtype !== x.dtype) {
    throw new RuntimeError({
      who,
      seen: `q has shape ${shapeText(shares.sizes)} and dtype ${shares.dtype}`,
      expected: `a scalar or a 1D tensor, of the dtype of the input, ${x.dtype}`,
    });
  }
  const outside = Array.from(elementsOf(shares), Number).find((share) => !(share >= 0 && share <= 1));
  if (outside !== undefined) {
    throw new RuntimeError({
      who,
      seen: `q is ${outside}`,
      expected: 'values in the range [0, 1]',
    });
  }
  return shares;
}

/** The values of sorted lanes at each share of their length: (shares, lanes). */
function interpolated(sorted: Tensor, shares: Tensor, interpolation: string): Tensor {
  const n = sorted.sizes.at(-1) as number;
  const ranks = mul(shares, n - 1);
  const below = (): Tensor => valuesAt(sorted, floor(ranks));
  const above = (): Tensor => valuesAt(sorted, ceil(ranks));
  const between = (weights: Tensor | number): Tensor => {
    const low = below();
    return add(low, mul(sub(above(), low), weights));
  };
  switch (interpolation) {
    case 'linear':
      return between(reshape(sub(ranks, floor(ranks)), [-1, 1]));
    case 'midpoint':
      return between(0.5);
    case 'lower':
      return below();
    case 'higher':
      return above();
    case 'nearest':
      return valuesAt(sorted, round(ranks));
  }
  throw new ValueError({
    who: 'quantile',
    seen: `interpolation is '${interpolation}'`,
    expected: "'linear', 'lower', 'higher', 'midpoint' or 'nearest'",
  });
}

/** The elements of these ranks in every lane; of a lane with NaN its last element, which is one. */
function valuesAt(sorted: Tensor, ranks: Tensor): Tensor {
  const n = sorted.sizes.at(-1) as number;
  const lanes = product(sorted.sizes.slice(0, -1));
  const sizes = [ranks.numel(), lanes];
  const positions = computed('quantile', placesOfRanks, [sorted, ranks], int32, sizes, { n, lanes });
  return picked('GatherBackward0', sorted, positions, sizes);
}

/** The positions of those ranks in each of so many lanes of n sorted elements. */
const placesOfRanks: Kernel<
  readonly [sorted: TypedArray, ranks: TypedArray],
  readonly [Int32Array],
  { readonly n: number; readonly lanes: number }
> = {
  name: 'placesOfRanks',
  cpu: ([sorted, ranks], [positions], { n, lanes }) => {
    for (let lane = 0; lane < lanes; lane++) {
      const start = lane * n;
      const hasNan = firstNan(sorted, start + n - 1, start + n) === 0;
      for (let i = 0; i < ranks.length; i++) {
        positions[i * lanes + lane] = start + (hasNan ? n - 1 : Number(ranks[i]));
      }
    }
  },
};

method('quantile', quantile);
