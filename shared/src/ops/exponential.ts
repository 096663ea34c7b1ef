import type { Scalar } from '../core/python.ts';
import { argumentsByName } from '../tensor/arguments.ts';
import { type GeneratorOption, generatorOf, numberOf } from '../tensor/random-arguments.ts';
import { exponentialElements } from '../tensor/random-elements.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { overwriteDrawn } from './families/random-fill.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Sets every element, in place, to a number x >= 0 of density λ exp(-λ x), with λ = `lambd`: -log(1 - u) / λ.
     *
     * ```ts
     * torch.manualSeed(0);
     * torch.zeros(3).exponential_(1.5).gt(0); // → tensor([True, True, True])
     * ```
     *
     * @throws RuntimeError for an integer tensor, and for a negative rate.
     */
    exponential_(lambd?: Scalar, options?: GeneratorOption): this;
    exponential_(options: ExponentialOptions): this;
  }
}

export interface ExponentialOptions extends GeneratorOption {
  /** The rate λ, one over the mean. */
  readonly lambd?: Scalar;
}

method('exponential_', (x: Tensor, ...args: readonly unknown[]) => {
  const given = argumentsByName('exponential_', args, ['lambd'], ['generator']);
  const lambda = numberOf('exponential_', 'lambd', given.get('lambd') ?? 1);
  const generator = generatorOf('exponential_', given.get('generator'));
  const elements = exponentialElements('exponential_', x.dtype, x.numel(), lambda, generator);
  return overwriteDrawn('exponential_', 'ExponentialBackward0', x, elements);
});
