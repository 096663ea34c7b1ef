import { argumentsByName } from '../tensor/arguments.ts';
import { type Bound, type GeneratorOption, generatorOf, integerOf } from '../tensor/random-arguments.ts';
import { integerElements } from '../tensor/random-elements.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { overwriteDrawn } from './families/random-fill.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Sets every element, in place, to a whole number from `from` (0 unless given) to `to` - 1. Without `to`, up to
     * the largest number of the dtype; for float32 up to 2^24 and for float64 up to 2^53.
     *
     * ```ts
     * torch.manualSeed(0);
     * torch.zeros(4).random_(10); // → tensor([4., 9., 3., 0.])
     * ```
     *
     * @throws RuntimeError where `from` is not below `to`, or the dtype does not hold the numbers.
     */
    random_(from: Bound, to: Bound | null, options?: GeneratorOption): this;
    random_(to: Bound, options?: GeneratorOption): this;
    random_(options?: RandomFillOptions): this;
  }
}

export interface RandomFillOptions extends GeneratorOption {
  readonly from?: Bound;
  readonly to?: Bound | null;
}

method('random_', (x: Tensor, ...args: readonly unknown[]) => {
  // A bound that stands alone is the upper one.
  const alone = typeof args[1] !== 'number' && typeof args[1] !== 'bigint' && args[1] !== null;
  const given = argumentsByName('random_', args, alone ? ['to', 'from'] : ['from', 'to'], ['generator']);
  const from = integerOf('random_', 'from', given.get('from') ?? 0);
  const to = given.get('to') ?? null;
  const generator = generatorOf('random_', given.get('generator'));
  const end = to === null ? null : integerOf('random_', 'to', to);
  const elements = integerElements('random_', x.dtype, x.numel(), from, end, generator);
  return overwriteDrawn('random_', 'RandomBackward0', x, elements);
});
