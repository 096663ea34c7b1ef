import { ValueError } from '../../core/errors.ts';
import { requireMomentum, setMomentum } from './momentum.ts';
import { type AnyOptimizer, LRScheduler, scheduleOptions } from './scheduler.ts';

export interface OneCycleLROptions {
  /** The largest learning rate. */
  readonly maxLr: number;
  /** How many steps; or `epochs` times `stepsPerEpoch`. */
  readonly totalSteps: number | null;
  /** Epochs, with `stepsPerEpoch`. */
  readonly epochs: number | null;
  /** Batches of an epoch. */
  readonly stepsPerEpoch: number | null;
  /** The share of the steps in which it rises. */
  readonly pctStart: number;
  /** The form of the way. */
  readonly annealStrategy: 'cos' | 'linear';
  /** Whether the momentum moves too. */
  readonly cycleMomentum: boolean;
  /** The smallest momentum. */
  readonly baseMomentum: number;
  /** The largest momentum. */
  readonly maxMomentum: number;
  /** The largest learning rate over the first. */
  readonly divFactor: number;
  /** The first learning rate over the last. */
  readonly finalDivFactor: number;
  /** Fall as fast as it rose, then go on to the last value. */
  readonly threePhase: boolean;
}

/**
 * One rise to `maxLr` and one long fall far below the start, with the momentum going the other way: PyTorch's
 * `lr_scheduler.OneCycleLR`. `step` is called after every batch, `totalSteps` times at most.
 */
export class OneCycleLR extends LRScheduler {
  readonly #options: OneCycleLROptions;
  readonly #totalSteps: number;

  constructor(
    optimizer: AnyOptimizer,
    options: Pick<OneCycleLROptions, 'maxLr'> & Partial<OneCycleLROptions>,
  );
  constructor(
    optimizer: AnyOptimizer,
    maxLr: number,
    totalSteps?: number | null,
    epochs?: number | null,
    stepsPerEpoch?: number | null,
    pctStart?: number,
    annealStrategy?: 'cos' | 'linear',
    cycleMomentum?: boolean,
    baseMomentum?: number,
    maxMomentum?: number,
    divFactor?: number,
    finalDivFactor?: number,
    threePhase?: boolean,
  );
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer);
    this.#options = scheduleOptions<OneCycleLROptions>('OneCycleLR', args, {
      maxLr: undefined,
      totalSteps: null,
      epochs: null,
      stepsPerEpoch: null,
      pctStart: 0.3,
      annealStrategy: 'cos',
      cycleMomentum: true,
      baseMomentum: 0.85,
      maxMomentum: 0.95,
      divFactor: 25,
      finalDivFactor: 1e4,
      threePhase: false,
    });
    const { totalSteps, epochs, stepsPerEpoch } = this.#options;
    this.#totalSteps = totalSteps ?? (epochs ?? 0) * (stepsPerEpoch ?? 0);
    if (!(this.#totalSteps > 0)) {
      throw new ValueError({
        who: 'OneCycleLR',
        seen: 'You must define either total_steps OR (epochs AND steps_per_epoch)',
        hint: '{ totalSteps: 100 }, or { epochs: 10, stepsPerEpoch: loader.length }',
      });
    }
    const { maxLr, divFactor, finalDivFactor, cycleMomentum, baseMomentum, maxMomentum } = this.#options;
    if (cycleMomentum) requireMomentum('OneCycleLR', optimizer);
    const first = maxLr / divFactor;
    for (const group of optimizer.paramGroups) {
      // PyTorch keeps the corner values in the group, and prints them with it.
      Object.assign(group, { initialLr: first, maxLr, minLr: first / finalDivFactor });
      if (cycleMomentum) Object.assign(group, { maxMomentum, baseMomentum });
    }
    this.step();
  }

  protected rate(_lr: number, _baseLr: number, index: number): number {
    const { maxLr, divFactor, finalDivFactor, baseMomentum, maxMomentum, cycleMomentum } = this.#options;
    const t = this.lastEpoch;
    if (t > this.#totalSteps) {
      throw new ValueError({
        who: 'OneCycleLR',
        seen: `Tried to step ${t} times. The specified number of total steps is ${this.#totalSteps}`,
        hint: 'is step() called once for each batch, and are the batches counted rightly?',
      });
    }
    const first = maxLr / divFactor;
    const rates = [first, maxLr, first, first / finalDivFactor];
    const momenta = [maxMomentum, baseMomentum, maxMomentum, maxMomentum];
    const { from, to, share } = this.#place(t);
    if (cycleMomentum)
      setMomentum(this.optimizer.paramGroups[index], this.#between(momenta, from, to, share));
    return this.#between(rates, from, to, share);
  }

  /** Between which of the four corner values step `t` lies, and how far on the way. */
  #place(t: number): { from: number; to: number; share: number } {
    const { pctStart, threePhase } = this.#options;
    const last = this.#totalSteps - 1;
    const top = pctStart * this.#totalSteps - 1;
    const ends = threePhase ? [top, 2 * pctStart * this.#totalSteps - 2, last] : [top, last];
    const phase = Math.max(
      0,
      ends.findIndex((end) => t <= end),
    );
    const start = phase === 0 ? 0 : (ends[phase - 1] as number);
    const share = (t - start) / ((ends[phase] as number) - start);
    if (threePhase) return { from: phase, to: phase + 1, share };
    return phase === 0 ? { from: 0, to: 1, share } : { from: 1, to: 3, share };
  }

  #between(corners: readonly number[], from: number, to: number, share: number): number {
    const start = corners[from] as number;
    const end = corners[to] as number;
    if (this.#options.annealStrategy === 'linear') return start + (end - start) * share;
    return end + ((start - end) / 2) * (1 + Math.cos(Math.PI * share));
  }
}
