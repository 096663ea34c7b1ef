import { type AnyOptimizer, LRScheduler, scheduleOptions } from './scheduler.ts';

export interface ConstantLROptions {
  /** The factor. */
  readonly factor: number;
  /** For how many epochs. */
  readonly totalIters: number;
}

/**
 * The learning rate times `factor` until epoch `totalIters`: PyTorch's `lr_scheduler.ConstantLR`.
 */
export class ConstantLR extends LRScheduler {
  readonly #options: ConstantLROptions;

  constructor(optimizer: AnyOptimizer, options?: Partial<ConstantLROptions>);
  constructor(optimizer: AnyOptimizer, factor?: number, totalIters?: number);
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer);
    this.#options = scheduleOptions<ConstantLROptions>('ConstantLR', args, { factor: 1 / 3, totalIters: 5 });
    this.step();
  }

  protected rate(lr: number): number {
    const { factor, totalIters } = this.#options;
    if (this.lastEpoch === 0) return lr * factor;
    return this.lastEpoch === totalIters ? lr * (1 / factor) : lr;
  }
}
