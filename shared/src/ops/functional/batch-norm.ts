import type { FloatArray, NumberArray } from '../../core/dtype.ts';
import { RuntimeError, ValueError } from '../../core/errors.ts';
import { product, Size } from '../../core/shape.ts';
import type { Kernel } from '../../device/kernel.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { bind } from '../families/bound-arguments.ts';
import { computed } from '../families/computed.ts';
import { overwrite } from '../families/in-place.ts';
import {
  type Normalization,
  normalized,
  normalizedWith,
  requireChannels,
  requireCount,
} from '../families/normalization.ts';
import { convert } from '../to.ts';

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
      move(who, runningMean, mean, { momentum, times: 1, over: 1 });
      move(who, runningVar, variance, { momentum, times: each, over: each - 1 });
    });
  }
  if (runningMean === null || runningVar === null) {
    throw new RuntimeError({
      who,
      seen: `no ${runningMean === null ? 'running_mean' : 'running_var'}, and training is false`,
      expected: 'Expected running_mean and running_var to be defined when training=False',
    });
  }
  return normalizedWith(x, weight, bias, way, {
    mean: convert(runningMean.detach(), x.device.widest),
    variance: convert(runningVar.detach(), x.device.widest),
  });
}

/** How far a running moment moves towards times / over of what was found. */
interface Movement {
  readonly momentum: number;
  readonly times: number;
  readonly over: number;
}

/** y = (1 − momentum) running + momentum · found · times / over */
const movedMoments: Kernel<readonly [NumberArray, FloatArray], readonly [NumberArray], Movement> = {
  name: 'movedMoments',
  cpu: ([running, found], [y], { momentum, times, over }) => {
    for (let i = 0; i < y.length; i++) {
      y[i] = (1 - momentum) * (running[i] as number) + momentum * (((found[i] as number) * times) / over);
    }
  },
};

function move(who: string, running: Tensor | null, found: Tensor, movement: Movement): void {
  if (running === null) return;
  const inputs = [running, found] as const;
  overwrite(who, running, computed(who, movedMoments, inputs, running.dtype, running.sizes, movement));
}
