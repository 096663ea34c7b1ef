import { type AnyOptimizer, LRScheduler, requireCount, scheduleOptions } from './scheduler.ts';

export interface CosineAnnealingWarmRestartsOptions {
  /** How many epochs the first way down takes. */
  readonly T0: number;
  /** How many times longer each next one is. */
  readonly TMult: number;
  /** The smallest learning rate. */
  readonly etaMin: number;
}

/**
 * As `CosineAnnealingLR`, but back to the first learning rate at once, and slower each time: PyTorch's
 * `lr_scheduler.CosineAnnealingWarmRestarts`.
 */
export class CosineAnnealingWarmRestarts extends LRScheduler {
  readonly #options: CosineAnnealingWarmRestartsOptions;

  constructor(
    optimizer: AnyOptimizer,
    options: Pick<CosineAnnealingWarmRestartsOptions, 'T0'> & Partial<CosineAnnealingWarmRestartsOptions>,
  );
  constructor(optimizer: AnyOptimizer, T0: number, TMult?: number, etaMin?: number);
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer);
    this.#options = scheduleOptions<CosineAnnealingWarmRestartsOptions>('CosineAnnealingWarmRestarts', args, {
      T0: undefined,
      TMult: 1,
      etaMin: 0,
    });
    requireCount('CosineAnnealingWarmRestarts', 'T_0', this.#options.T0);
    requireCount('CosineAnnealingWarmRestarts', 'T_mult', this.#options.TMult);
    this.step();
  }

  protected rate(_lr: number, baseLr: number): number {
    const { T0, TMult, etaMin } = this.#options;
    let length = T0;
    let since = this.lastEpoch;
    while (since >= length) {
      since -= length;
      length *= TMult;
    }
    return etaMin + ((baseLr - etaMin) * (1 + Math.cos((Math.PI * since) / length))) / 2;
  }
}
