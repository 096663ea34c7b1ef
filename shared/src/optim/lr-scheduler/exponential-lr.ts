import { type AnyOptimizer, LRScheduler, scheduleOptions } from './scheduler.ts';

export interface ExponentialLROptions {
  /** γ, the factor. */
  readonly gamma: number;
}

/**
 * The learning rate times γ in every epoch: PyTorch's `lr_scheduler.ExponentialLR`.
 */
export class ExponentialLR extends LRScheduler {
  readonly #options: ExponentialLROptions;

  constructor(optimizer: AnyOptimizer, options: ExponentialLROptions);
  constructor(optimizer: AnyOptimizer, gamma: number);
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer);
    this.#options = scheduleOptions<ExponentialLROptions>('ExponentialLR', args, { gamma: undefined });
    this.step();
  }

  protected rate(lr: number): number {
    return this.lastEpoch === 0 ? lr : lr * this.#options.gamma;
  }
}
