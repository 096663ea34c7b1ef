import { RuntimeError, ValueError } from '../../core/errors.ts';
import { product, Size } from '../../core/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { expand } from '../expand.ts';
import { bind } from '../families/bound-arguments.ts';
import { overwrite } from '../families/in-place.ts';
import { requireChannels, requireCount } from '../families/normalization.ts';
import { unsafeView } from '../families/unsafe-view.ts';
import { mean } from '../mean.ts';
import { reshape } from '../reshape.ts';
import { batchNorm } from './batch-norm.ts';

export interface InstanceNormOptions {
  readonly runningMean?: Tensor | null;
  readonly runningVar?: Tensor | null;
  readonly weight?: Tensor | null;
  readonly bias?: Tensor | null;
  /** Whether to go by the input, as it does unless said, rather than by the running moments. */
  readonly useInputStats?: boolean;
  /** How far the running moments move; 0.1 unless given. */
  readonly momentum?: number;
  /** 1e-5 unless given. */
  readonly eps?: number;
}

/** The arguments behind the input, in PyTorch's order, or as options at the end. */
export type InstanceNormArguments = readonly [
  runningMean?: Tensor | null | InstanceNormOptions,
  runningVar?: Tensor | null | InstanceNormOptions,
  weight?: Tensor | null | InstanceNormOptions,
  bias?: Tensor | null | InstanceNormOptions,
  useInputStats?: boolean | InstanceNormOptions,
  momentum?: number | InstanceNormOptions,
  eps?: number | InstanceNormOptions,
  options?: InstanceNormOptions,
];

/**
 * Normalises every channel of every element of a batch (n, c, …) on its own, over its positions: the batch
 * normalisation of one element with n · c channels. PyTorch's `F.instance_norm`.
 *
 * @throws ValueError for a single position per channel; RuntimeError where counts do not fit.
 */
export function instanceNorm(x: Tensor, ...rest: InstanceNormArguments): Tensor {
  const who = 'instanceNorm';
  requireChannels(who, x);
  const names = ['runningMean', 'runningVar', 'weight', 'bias', 'useInputStats', 'momentum', 'eps'];
  const given = bind(who, rest, names);
  const [n, channels, ...positions] = x.sizes as [number, number, ...number[]];
  const own = given.flag('useInputStats', true);
  if (own && product(positions) === 1) {
    throw new ValueError({
      who,
      seen: `input size ${Size.copy(x.sizes)}`,
      expected: 'Expected more than 1 spatial element when training',
    });
  }
  const repeated = (name: string): Tensor | null => {
    const parameter = given.tensor(name);
    requireCount(who, name, x, parameter, channels);
    return parameter === null ? null : reshape(expand(who, parameter, [n, channels]), [n * channels]);
  };
  const [runningMean, runningVar] = [repeated('runningMean'), repeated('runningVar')];
  if (!own && (runningMean === null || runningVar === null)) {
    throw new RuntimeError({
      who,
      seen: 'useInputStats is false, and no running moments are given',
      expected: 'Expected running_mean and running_var to be defined when use_input_stats is false',
    });
  }
  const y = batchNorm(reshape(x, [1, n * channels, ...positions]), runningMean, runningVar, {
    weight: repeated('weight'),
    bias: repeated('bias'),
    training: own,
    momentum: given.number('momentum', 0.1),
    eps: given.number('eps', 1e-5),
  });
  for (const [name, moved] of [
    ['runningMean', runningMean],
    ['runningVar', runningVar],
  ] as const) {
    const running = given.tensor(name);
    if (own && running !== null && moved !== null)
      overwrite(who, running, mean(reshape(moved, [n, channels]), 0));
  }
  return unsafeView('ViewBackward0', y, x.sizes);
}
