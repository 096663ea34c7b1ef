import { RuntimeError, ValueError } from '../../core/errors.ts';
import { product, Size } from '../../core/shape.ts';
import { asNumbers } from '../../device/cpu/cast.ts';
import type { Moments } from '../../device/cpu/normalize.ts';
import { elementsOf } from '../../tensor/elements.ts';
import { fromElements, type Tensor } from '../../tensor/tensor.ts';
import { bind } from '../families/bound-arguments.ts';
import { overwrite } from '../families/in-place.ts';
import {
  type Normalization,
  normalized,
  normalizedWith,
  requireChannels,
  requireCount,
} from '../families/normalization.ts';

export interface BatchNormOptions {
  readonly weight?: Tensor | null;
  readonly bias?: Tensor | null;
  /** Whether to go by the batch, and move the running moments towards it; otherwise by the running moments. */
  readonly training?: boolean;
  /** How far the running moments move; 0.1 unless given. */
  readonly momentum?: number;
  /** 1e-5 unless given. */
  readonly eps?: number;
}

/** The arguments behind the running moments, in PyTorch's order, or as options at the end. */
export type BatchNormArguments = readonly [
  weight?: Tensor | null | BatchNormOptions,
  bias?: Tensor | null | BatchNormOptions,
  training?: boolean | BatchNormOptions,
  momentum?: number | BatchNormOptions,
  eps?: number | BatchNormOptions,
  options?: BatchNormOptions,
];

/**
 * Normalises every channel of (n, c, …) to mean 0 and variance 1, over the batch and all positions, then scales and
 * shifts it by `weight` and `bias` (c,): PyTorch's `F.batch_norm`. While training the running moments (c,), where
 * given, move in place: running ← (1 − momentum) running + momentum · batch, with the variance over n − 1.
 *
 * ```ts
 * F.batchNorm(torch.tensor([[1.5], [2.5]]), null, null, { training: true }); // → tensor([[-1.0000],\n        [ 1.0000]])
 * ```
 *
 * @throws ValueError for a single value per channel while training; RuntimeError where counts do not fit.
 */
export function batchNorm(
  x: Tensor,
  runningMean: Tensor | null,
  runningVar: Tensor | null,
  ...rest: BatchNormArguments
): Tensor {
  const who = 'batchNorm';
  requireChannels(who, x);
  const given = bind(who, rest, ['weight', 'bias', 'training', 'momentum', 'eps']);
  const weight = given.tensor('weight');
  const bias = given.tensor('bias');
  const channels = x.sizes[1] as number;
  const inner = product(x.sizes.slice(2));
  const way: Normalization = {
    node: 'NativeBatchNormBackward0',
    groups: { outer: x.sizes[0] as number, groups: channels, inner },
    affine: x.sizes.map((size, dim) => (dim === 1 ? size : 1)),
    epsilon: given.number('eps', 1e-5),
  };
  const training = given.flag('training', false);
  const each = way.groups.outer * inner;
  if (training && each === 1) {
    throw new ValueError({
      who,
      seen: `input size ${Size.copy(x.sizes)}`,
      expected: 'Expected more than 1 value per channel when training',
      hint: 'a batch of one has no variance: is the last batch of the loader short?',
    });
  }
  requireCount(who, 'running_mean', x, runningMean, channels);
  requireCount(who, 'running_var', x, runningVar, channels);
  requireCount(who, 'weight', x, weight, channels);
  requireCount(who, 'bias', x, bias, channels);
  if (training) {
    const momentum = given.number('momentum', 0.1);
    return normalized(x, weight, bias, way, ({ mean, variance }) => {
      const unbiased = variance.map((value) => (value * each) / (each - 1));
      move(who, runningMean, mean, momentum);
      move(who, runningVar, unbiased, momentum);
    });
  }
  if (runningMean === null || runningVar === null) {
    throw new RuntimeError({
      who,
      seen: `no ${runningMean === null ? 'running_mean' : 'running_var'}, and training is false`,
      expected: 'Expected running_mean and running_var to be defined when training=False',
    });
  }
  return normalizedWith(x, weight, bias, way, momentsOf(runningMean, runningVar));
}

function momentsOf(mean: Tensor, variance: Tensor): Moments {
  return {
    mean: Float64Array.from(asNumbers(elementsOf(mean))),
    variance: Float64Array.from(asNumbers(elementsOf(variance))),
  };
}

/** running ← (1 − momentum) running + momentum · found */
function move(who: string, running: Tensor | null, found: Float64Array, momentum: number): void {
  if (running === null) return;
  const before = asNumbers(elementsOf(running));
  const after = asNumbers(running.dtype.allocate(found.length));
  for (let i = 0; i < after.length; i++) {
    after[i] = (1 - momentum) * (before[i] as number) + momentum * (found[i] as number);
  }
  overwrite(who, running, fromElements(after, running.dtype, running.sizes));
}
