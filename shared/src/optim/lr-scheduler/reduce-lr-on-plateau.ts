import type { Tensor } from '../../tensor/tensor.ts';
import { type AnyOptimizer, scheduleOptions } from './scheduler.ts';

export interface ReduceLROnPlateauOptions {
  /** Whether a smaller or a larger measure is better. */
  readonly mode: 'min' | 'max';
  /** What the learning rate is multiplied by. */
  readonly factor: number;
  /** How many epochs without improvement are borne. */
  readonly patience: number;
  /** How much better counts as better. */
  readonly threshold: number;
  /** Whether `threshold` is a share of the best measure or a difference. */
  readonly thresholdMode: 'rel' | 'abs';
  /** How many epochs after a fall are not counted. */
  readonly cooldown: number;
  /** The smallest learning rate. */
  readonly minLr: number;
  /** A change smaller than this is left out. */
  readonly eps: number;
}

/**
 * Lowers the learning rate when a measure stops getting better: PyTorch's `lr_scheduler.ReduceLROnPlateau`.
 * `step` takes the measure, the validation loss as a rule.
 */
export class ReduceLROnPlateau {
  readonly optimizer: AnyOptimizer;
  best: number;
  numBadEpochs = 0;
  lastEpoch = 0;
  #cooldownLeft = 0;
  readonly #options: ReduceLROnPlateauOptions;

  constructor(optimizer: AnyOptimizer, options: Partial<ReduceLROnPlateauOptions> = {}) {
    this.optimizer = optimizer;
    this.#options = scheduleOptions<ReduceLROnPlateauOptions>('ReduceLROnPlateau', [options], {
      mode: 'min',
      factor: 0.1,
      patience: 10,
      threshold: 1e-4,
      thresholdMode: 'rel',
      cooldown: 0,
      minLr: 0,
      eps: 1e-8,
    });
    this.best = this.#options.mode === 'min' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  }

  step(metrics: number | Tensor): void {
    const { patience, cooldown, factor, minLr, eps } = this.#options;
    const value = typeof metrics === 'number' ? metrics : metrics.item();
    this.lastEpoch++;
    if (this.#isBetter(value)) {
      this.best = value;
      this.numBadEpochs = 0;
    } else {
      this.numBadEpochs++;
    }
    if (this.#cooldownLeft > 0) {
      this.#cooldownLeft--;
      this.numBadEpochs = 0;
    }
    if (this.numBadEpochs <= patience) return;
    this.#cooldownLeft = cooldown;
    this.numBadEpochs = 0;
    for (const group of this.optimizer.paramGroups) {
      const lower = Math.max(group.lr * factor, minLr);
      if (group.lr - lower > eps) group.lr = lower;
    }
  }

  #isBetter(value: number): boolean {
    const { mode, threshold, thresholdMode } = this.#options;
    if (mode === 'min') {
      return value < (thresholdMode === 'rel' ? this.best * (1 - threshold) : this.best - threshold);
    }
    return value > (thresholdMode === 'rel' ? this.best * (1 + threshold) : this.best + threshold);
  }
}
