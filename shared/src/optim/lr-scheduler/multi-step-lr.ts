import { type AnyOptimizer, LRScheduler, scheduleOptions } from './scheduler.ts';

export interface MultiStepLROptions {
  /** The epochs in which it falls; one that stands twice counts twice. */
  readonly milestones: readonly number[];
  /** γ, the factor. */
  readonly gamma: number;
}

/**
 * The learning rate times γ in each of the epochs `milestones`: PyTorch's `lr_scheduler.MultiStepLR`.
 */
export class MultiStepLR extends LRScheduler {
  readonly #options: MultiStepLROptions;

  constructor(
    optimizer: AnyOptimizer,
    options: Pick<MultiStepLROptions, 'milestones'> & Partial<MultiStepLROptions>,
  );
  constructor(optimizer: AnyOptimizer, milestones: readonly number[], gamma?: number);
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer);
    this.#options = scheduleOptions<MultiStepLROptions>('MultiStepLR', args, {
      milestones: undefined,
      gamma: 0.1,
    });
    this.step();
  }

  protected rate(lr: number): number {
    const { milestones, gamma } = this.#options;
    return lr * gamma ** milestones.filter((epoch) => epoch === this.lastEpoch).length;
  }
}
