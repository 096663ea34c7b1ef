import { type AnyOptimizer, LRScheduler, scheduleOptions } from './scheduler.ts';

export interface CosineAnnealingLROptions {
  /** How many epochs the way down takes. */
  readonly TMax: number;
  /** η_min, the smallest learning rate. */
  readonly etaMin: number;
}

/**
 * From the first learning rate to `etaMin` along half a cosine of `TMax` epochs, and back: PyTorch's
 * `lr_scheduler.CosineAnnealingLR`.
 *
 *     ηₜ = η_min + ½ (η₀ − η_min) (1 + cos(π t / T_max))
 */
export class CosineAnnealingLR extends LRScheduler {
  readonly #options: CosineAnnealingLROptions;

  constructor(
    optimizer: AnyOptimizer,
    options: Pick<CosineAnnealingLROptions, 'TMax'> & Partial<CosineAnnealingLROptions>,
  );
  constructor(optimizer: AnyOptimizer, TMax: number, etaMin?: number);
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer);
    this.#options = scheduleOptions<CosineAnnealingLROptions>('CosineAnnealingLR', args, {
      TMax: undefined,
      etaMin: 0,
    });
    this.step();
  }

  protected rate(lr: number, baseLr: number): number {
    const { TMax, etaMin } = this.#options;
    const t = this.lastEpoch;
    if (t === 0) return lr;
    // At the bottom the quotient below would be 0 / 0: the way up begins with one step of the formula.
    if ((t - 1 - TMax) % (2 * TMax) === 0)
      return lr + ((baseLr - etaMin) * (1 - Math.cos(Math.PI / TMax))) / 2;
    const rise = (1 + Math.cos((Math.PI * t) / TMax)) / (1 + Math.cos((Math.PI * (t - 1)) / TMax));
    return rise * (lr - etaMin) + etaMin;
  }
}
