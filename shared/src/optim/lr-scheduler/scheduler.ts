import { ArgumentError, describe, ValueError } from '../../core/errors.ts';
import { argumentsByName } from '../../tensor/arguments.ts';
import { Optimizer, type ParamState, type RuleOptions } from '../optimizer.ts';

/** An optimizer of whatever rule. */
export type AnyOptimizer = Optimizer<RuleOptions, ParamState>;

/** A group as schedulers see it: the learning rate, and whatever else they move. */
export type ScheduledGroup = AnyOptimizer['paramGroups'][number];

/**
 * What every scheduler has: `step` after each epoch (or each optimizer step), which sets the learning rate of
 * every group. PyTorch's `lr_scheduler.LRScheduler`. A schedule extends it with `rate`, its formula.
 */
export abstract class LRScheduler {
  readonly optimizer: AnyOptimizer;
  /** The learning rates that the groups began with. */
  readonly baseLrs: number[];
  /** How many times `step` was called. */
  lastEpoch = -1;
  #lastLr: number[] = [];
  readonly #stepsBefore: number;

  constructor(optimizer: AnyOptimizer) {
    if (!(optimizer instanceof Optimizer)) {
      throw new ArgumentError({
        who: this.constructor.name,
        seen: `${describe(optimizer)} is not an Optimizer`,
        expected: `new optim.lrScheduler.${this.constructor.name}(optimizer, …)`,
      });
    }
    this.optimizer = optimizer;
    for (const group of optimizer.paramGroups) group.initialLr ??= group.lr;
    this.baseLrs = optimizer.paramGroups.map((group) => group.initialLr ?? group.lr);
    this.#stepsBefore = optimizer.stepsTaken;
  }

  /**
   * The learning rate in epoch `lastEpoch` of a group that had `lr` before and `baseLr` at first; `index` is the
   * group's number.
   */
  protected abstract rate(lr: number, baseLr: number, index: number): number;

  /** Goes on to the next epoch and sets the learning rates. */
  step(): void {
    if (this.lastEpoch === 0 && this.optimizer.stepsTaken === this.#stepsBefore) {
      console.warn(
        'lr_scheduler.step() was called before optimizer.step(): the first learning rate of the schedule is skipped. ' +
          'Call optimizer.step() first.',
      );
    }
    this.lastEpoch++;
    this.apply();
  }

  /** The learning rates that were set last, one for each group. */
  getLastLr(): number[] {
    return [...this.#lastLr];
  }

  /** Sets the rates of epoch `lastEpoch`. A constructor ends with `this.step()`, which sets those of epoch 0. */
  protected apply(): void {
    this.optimizer.paramGroups.forEach((group, i) => {
      group.lr = this.rate(group.lr, this.baseLrs[i] as number, i);
    });
    this.remember();
  }

  protected remember(): void {
    this.#lastLr = this.optimizer.paramGroups.map((group) => group.lr);
  }
}

/**
 * The options of a schedule from its arguments, in order or by name. `defaults` has every option; those that
 * must be given are undefined there.
 */
export function scheduleOptions<Options extends object>(
  who: string,
  args: readonly unknown[],
  defaults: { [K in keyof Options]-?: Options[K] | undefined },
): Options {
  const names = Object.keys(defaults);
  const bound = argumentsByName(who, args, names, []);
  const options: Record<string, unknown> = {};
  for (const [name, fallback] of Object.entries(defaults)) {
    const value = bound.get(name) ?? fallback;
    if (value === undefined) {
      throw new ArgumentError({
        who,
        seen: `missing 1 required argument: '${name}'`,
        expected: names.join(', '),
      });
    }
    options[name] = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
  }
  return options as Options;
}

/** @throws ValueError unless `value` is a whole number above 0. */
export function requireCount(who: string, name: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new ValueError({ who, seen: `Expected positive integer ${name}, but got ${value}` });
}
