import { int64 } from '../../core/dtype.ts';
import { ValueError } from '../../core/errors.ts';
import { filled } from '../../tensor/creation.ts';
import { pythonText } from '../../tensor/python-text.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import {
  layerArguments,
  newParameter,
  type ParameterOptions,
  parameterDevice,
  parameterDtype,
} from '../layer-arguments.ts';
import { Module } from '../module.ts';
import type { Parameter } from '../parameter.ts';

export interface NormOptions extends ParameterOptions {
  /** What is added to the variance, so that nothing is divided by 0; 1e-5 unless given. */
  readonly eps?: number;
  /** How much of each batch goes into the running statistics, null for the plain mean of all; 0.1 unless given. */
  readonly momentum?: number | null;
  /** Whether weight and bias are learned. */
  readonly affine?: boolean;
  /** Whether running statistics are kept, for use when training is over. */
  readonly trackRunningStats?: boolean;
}

/** What batch and instance normalisation have in common: settings, parameters and running statistics. */
export abstract class RunningNorm extends Module {
  readonly numFeatures: number;
  eps: number;
  momentum: number | null;
  readonly affine: boolean;
  readonly trackRunningStats: boolean;
  weight: Parameter | null;
  bias: Parameter | null;
  /** The buffers `running_mean`, `running_var` and `num_batches_tracked`. */
  declare runningMean: Tensor | null;
  declare runningVar: Tensor | null;
  declare numBatchesTracked: Tensor | null;
  protected readonly ranks: readonly number[];

  /**
   * @param ranks the numbers of dimensions that the input may have.
   * @param usual whether weight, bias and running statistics are there unless said.
   */
  constructor(args: readonly unknown[], ranks: readonly number[], usual: boolean) {
    super();
    const names = ['eps', 'momentum', 'affine', 'trackRunningStats'];
    const given = layerArguments(new.target.name, args, ['numFeatures'], names);
    this.numFeatures = given.whole('numFeatures', 0);
    this.eps = given.number('eps', 1e-5);
    this.momentum = given.isNull('momentum') ? null : given.number('momentum', 0.1);
    this.affine = given.flag('affine', usual);
    this.trackRunningStats = given.flag('trackRunningStats', usual);
    this.weight = this.affine ? newParameter(given, [this.numFeatures], 1) : null;
    this.bias = this.affine ? newParameter(given, [this.numFeatures]) : null;
    this.ranks = ranks;
    const kept = this.trackRunningStats;
    const dtype = parameterDtype(given);
    const device = parameterDevice(given);
    this.registerBuffer('running_mean', kept ? filled([this.numFeatures], 0, dtype, device) : null);
    this.registerBuffer('running_var', kept ? filled([this.numFeatures], 1, dtype, device) : null);
    this.registerBuffer('num_batches_tracked', kept ? filled([], 0, int64, device) : null);
  }

  /** @throws ValueError for an input with another number of dimensions. */
  protected requireRank(x: Tensor): void {
    if (this.ranks.includes(x.ndim)) return;
    throw new ValueError({
      who: this.constructor.name,
      seen: `expected ${this.ranks.map((rank) => `${rank}D`).join(' or ')} input (got ${x.ndim}D input)`,
      expected: `an input of shape ${this.ranks.map(expectedShape).join(' or ')}`,
    });
  }

  override extraRepr(): string {
    const { numFeatures, eps, momentum, affine, trackRunningStats } = this;
    return (
      `${numFeatures}, eps=${pythonText(eps)}, momentum=${pythonText(momentum)}, ` +
      `affine=${pythonText(affine)}, track_running_stats=${pythonText(trackRunningStats)}`
    );
  }
}

function expectedShape(rank: number): string {
  return ['()', '(C,)', '(N, C)', '(N, C, L)', '(N, C, H, W)'][rank] ?? `${rank} dimensions`;
}
