import { type AnyOptimizer, LRScheduler, scheduleOptions } from './scheduler.ts';

export interface LambdaLROptions {
  /** The function, or one for each group. */
  readonly lrLambda: LrLambda;
}

/**
 * The first learning rate times a function of the epoch: PyTorch's `lr_scheduler.LambdaLR`.
 */
export class LambdaLR extends LRScheduler {
  readonly #options: LambdaLROptions;

  constructor(optimizer: AnyOptimizer, options: LambdaLROptions);
  constructor(optimizer: AnyOptimizer, lrLambda: LrLambda);
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer);
    this.#options = scheduleOptions<LambdaLROptions>('LambdaLR', args, { lrLambda: undefined });
    this.step();
  }

  protected rate(_lr: number, baseLr: number, index: number): number {
    return baseLr * functionOf(this.#options.lrLambda, index)(this.lastEpoch);
  }
}

/** A function of the epoch, or one for each group. */
export type LrLambda = ((epoch: number) => number) | readonly ((epoch: number) => number)[];

/** The function of group `index`. */
export function functionOf(lambda: LrLambda, index: number): (epoch: number) => number {
  return typeof lambda === 'function' ? lambda : (lambda[index] as (epoch: number) => number);
}
