import { type AnyOptimizer, LRScheduler, scheduleOptions } from './scheduler.ts';

export interface PolynomialLROptions {
  /** T, when it reaches 0. */
  readonly totalIters: number;
  /** The exponent. */
  readonly power: number;
}

/**
 * The learning rate times (1 − t / T) to a power, down to 0 in epoch T = `totalIters`: PyTorch's
 * `lr_scheduler.PolynomialLR`.
 */
export class PolynomialLR extends LRScheduler {
  readonly #options: PolynomialLROptions;

  constructor(optimizer: AnyOptimizer, options?: Partial<PolynomialLROptions>);
  constructor(optimizer: AnyOptimizer, totalIters?: number, power?: number);
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer);
    this.#options = scheduleOptions<PolynomialLROptions>('PolynomialLR', args, { totalIters: 5, power: 1 });
    this.step();
  }

  protected rate(lr: number): number {
    const { totalIters, power } = this.#options;
    const t = this.lastEpoch;
    if (t === 0 || t > totalIters) return lr;
    return lr * ((1 - t / totalIters) / (1 - (t - 1) / totalIters)) ** power;
  }
}
