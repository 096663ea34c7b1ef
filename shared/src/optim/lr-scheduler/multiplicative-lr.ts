import { functionOf, type LrLambda } from './lambda-lr.ts';
import { type AnyOptimizer, LRScheduler, scheduleOptions } from './scheduler.ts';

export interface MultiplicativeLROptions {
  /** The function, or one for each group. */
  readonly lrLambda: LrLambda;
}

/**
 * The learning rate times a function of the epoch, in every epoch but the first: PyTorch's
 * `lr_scheduler.MultiplicativeLR`.
 */
export class MultiplicativeLR extends LRScheduler {
  readonly #options: MultiplicativeLROptions;

  constructor(optimizer: AnyOptimizer, options: MultiplicativeLROptions);
  constructor(optimizer: AnyOptimizer, lrLambda: LrLambda);
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer);
    this.#options = scheduleOptions<MultiplicativeLROptions>('MultiplicativeLR', args, {
      lrLambda: undefined,
    });
    this.step();
  }

  protected rate(lr: number, _baseLr: number, index: number): number {
    return this.lastEpoch === 0 ? lr : lr * functionOf(this.#options.lrLambda, index)(this.lastEpoch);
  }
}
