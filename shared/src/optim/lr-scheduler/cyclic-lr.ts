import { requireMomentum, setMomentum } from './momentum.ts';
import { type AnyOptimizer, LRScheduler, scheduleOptions } from './scheduler.ts';

export interface CyclicLROptions {
  /** The smallest learning rate. */
  readonly baseLr: number;
  /** The largest, before the scaling of `mode`. */
  readonly maxLr: number;
  /** Steps on the way up. */
  readonly stepSizeUp: number;
  /** Steps on the way down; as many as up, if null. */
  readonly stepSizeDown: number | null;
  /** Every cycle alike, each half as high, or γ to the power of the steps as high. */
  readonly mode: 'triangular' | 'triangular2' | 'exp_range';
  /** γ of `exp_range`. */
  readonly gamma: number;
  /** Whether the momentum moves too. */
  readonly cycleMomentum: boolean;
  /** The smallest momentum. */
  readonly baseMomentum: number;
  /** The largest momentum. */
  readonly maxMomentum: number;
}

/**
 * Up and down between `baseLr` and `maxLr`, in straight lines: PyTorch's `lr_scheduler.CyclicLR`. With
 * `cycleMomentum` the momentum goes the other way.
 */
export class CyclicLR extends LRScheduler {
  readonly #options: CyclicLROptions;

  constructor(
    optimizer: AnyOptimizer,
    options: Pick<CyclicLROptions, 'baseLr' | 'maxLr'> & Partial<CyclicLROptions>,
  );
  constructor(
    optimizer: AnyOptimizer,
    baseLr: number,
    maxLr: number,
    stepSizeUp?: number,
    stepSizeDown?: number | null,
    mode?: 'triangular' | 'triangular2' | 'exp_range',
    gamma?: number,
    cycleMomentum?: boolean,
    baseMomentum?: number,
    maxMomentum?: number,
  );
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer);
    this.#options = scheduleOptions<CyclicLROptions>('CyclicLR', args, {
      baseLr: undefined,
      maxLr: undefined,
      stepSizeUp: 2000,
      stepSizeDown: null,
      mode: 'triangular',
      gamma: 1,
      cycleMomentum: true,
      baseMomentum: 0.8,
      maxMomentum: 0.9,
    });
    if (this.#options.cycleMomentum) requireMomentum('CyclicLR', optimizer);
    for (const group of optimizer.paramGroups) group.initialLr = this.#options.baseLr;
    this.step();
  }

  protected rate(_lr: number, _baseLr: number, index: number): number {
    const { baseLr, maxLr, stepSizeUp, stepSizeDown, cycleMomentum, baseMomentum, maxMomentum } =
      this.#options;
    const t = this.lastEpoch;
    const total = stepSizeUp + (stepSizeDown ?? stepSizeUp);
    const turn = stepSizeUp / total;
    const cycle = Math.floor(1 + t / total);
    const x = 1 + t / total - cycle;
    const height = x <= turn ? x / turn : (x - 1) / (turn - 1);
    const scale = this.#scale(cycle, t);
    if (cycleMomentum) {
      const fall = (maxMomentum - baseMomentum) * height * scale;
      setMomentum(this.optimizer.paramGroups[index], maxMomentum - fall);
    }
    return baseLr + (maxLr - baseLr) * height * scale;
  }

  #scale(cycle: number, t: number): number {
    const { mode, gamma } = this.#options;
    if (mode === 'triangular2') return 1 / 2 ** (cycle - 1);
    return mode === 'exp_range' ? gamma ** t : 1;
  }
}
