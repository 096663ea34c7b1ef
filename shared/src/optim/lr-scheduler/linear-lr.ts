import { type AnyOptimizer, LRScheduler, scheduleOptions } from './scheduler.ts';

export interface LinearLROptions {
  /** The factor in epoch 0. */
  readonly startFactor: number;
  /** The factor from epoch `totalIters` on. */
  readonly endFactor: number;
  /** How many epochs the way takes. */
  readonly totalIters: number;
}

/**
 * The learning rate times a factor that goes evenly from `startFactor` to `endFactor`: PyTorch's `lr_scheduler.LinearLR`.
 */
export class LinearLR extends LRScheduler {
  readonly #options: LinearLROptions;

  constructor(optimizer: AnyOptimizer, options?: Partial<LinearLROptions>);
  constructor(optimizer: AnyOptimizer, startFactor?: number, endFactor?: number, totalIters?: number);
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer);
    this.#options = scheduleOptions<LinearLROptions>('LinearLR', args, {
      startFactor: 1 / 3,
      endFactor: 1,
      totalIters: 5,
    });
    this.step();
  }

  protected rate(lr: number): number {
    const { startFactor, endFactor, totalIters } = this.#options;
    const t = this.lastEpoch;
    if (t === 0) return lr * startFactor;
    if (t > totalIters) return lr;
    const step = endFactor - startFactor;
    return lr * (1 + step / (totalIters * startFactor + (t - 1) * step));
  }
}
