import { type AnyOptimizer, LRScheduler, scheduleOptions } from './scheduler.ts';

export interface StepLROptions {
  /** After how many epochs it falls. */
  readonly stepSize: number;
  /** γ, the factor. */
  readonly gamma: number;
}

/**
 * The learning rate times γ after every `stepSize` epochs: PyTorch's `lr_scheduler.StepLR`.
 *
 * ```ts
 * const w = torch.tensor([1.5], { requiresGrad: true });
 * const optimizer = new optim.SGD([w], { lr: 0.5 });
 * const scheduler = new optim.lrScheduler.StepLR(optimizer, { stepSize: 2, gamma: 0.1 });
 * optimizer.step();
 * scheduler.step();
 * scheduler.step();
 * scheduler.getLastLr(); // → [ 0.05 ]
 * ```
 */
export class StepLR extends LRScheduler {
  readonly #options: StepLROptions;

  constructor(optimizer: AnyOptimizer, options: Pick<StepLROptions, 'stepSize'> & Partial<StepLROptions>);
  constructor(optimizer: AnyOptimizer, stepSize: number, gamma?: number);
  constructor(optimizer: AnyOptimizer, ...args: readonly unknown[]) {
    super(optimizer);
    this.#options = scheduleOptions<StepLROptions>('StepLR', args, { stepSize: undefined, gamma: 0.1 });
    this.step();
  }

  protected rate(lr: number): number {
    const { stepSize, gamma } = this.#options;
    return this.lastEpoch === 0 || this.lastEpoch % stepSize !== 0 ? lr : lr * gamma;
  }
}
