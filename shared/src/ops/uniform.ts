import type { Scalar } from '../core/python.ts';
import { argumentsByName } from '../tensor/arguments.ts';
import { type GeneratorOption, generatorOf, numberOf } from '../tensor/random-arguments.ts';
import { uniformElements } from '../tensor/random-elements.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { overwriteDrawn } from './families/random-fill.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Sets every element, in place, to a number of [`from`, `to`), all equally likely.
     *
     * ```ts
     * torch.manualSeed(0);
     * torch.zeros(3).uniform_(-1, 1); // → tensor([-0.0075,  0.5364, -0.8230])
     * ```
     *
     * @throws RuntimeError for an integer tensor, and where `from` is above `to`.
     */
    uniform_(from?: Scalar, to?: Scalar, options?: GeneratorOption): this;
    uniform_(options: UniformOptions): this;
  }
}

export interface UniformOptions extends GeneratorOption {
  readonly from?: Scalar;
  readonly to?: Scalar;
}

method('uniform_', (x: Tensor, ...args: readonly unknown[]) => {
  const given = argumentsByName('uniform_', args, ['from', 'to'], ['generator']);
  const from = numberOf('uniform_', 'from', given.get('from') ?? 0);
  const to = numberOf('uniform_', 'to', given.get('to') ?? 1);
  const generator = generatorOf('uniform_', given.get('generator'));
  const elements = uniformElements('uniform_', x.dtype, x.numel(), from, to, generator);
  return overwriteDrawn('uniform_', 'UniformBackward0', x, elements);
});
