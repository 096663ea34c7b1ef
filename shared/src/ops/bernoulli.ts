import type { TypedArray } from '../core/dtype.ts';
import { RuntimeError } from '../core/errors.ts';
import type { Scalar } from '../core/python.ts';
import { bernoulliEach, bernoulli as fillBernoulli } from '../random/bernoulli.ts';
import type { Generator } from '../random/generator.ts';
import { argumentsByName } from '../tensor/arguments.ts';
import { elementsOf } from '../tensor/elements.ts';
import { inMemoryOrder } from '../tensor/memory-order.ts';
import { type GeneratorOption, generatorOf, numberOf } from '../tensor/random-arguments.ts';
import { isFloatArray } from '../tensor/random-elements.ts';
import { Tensor } from '../tensor/tensor.ts';
import { contiguous } from './clone.ts';
import { expand } from './expand.ts';
import { method } from './families/methods.ts';
import { dtypeComplaint, requireTensor } from './families/operand.ts';
import { drawn, overwriteDrawn } from './families/random-fill.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Ones with the probabilities that the elements are, else zeros. See `torch.bernoulli`. */
    bernoulli(options?: GeneratorOption): Tensor;
    bernoulli(p: Scalar, options?: GeneratorOption): Tensor;
    /**
     * Sets every element, in place, to 1 with probability `p` and else to 0. `p` is one number or a tensor of them.
     *
     * ```ts
     * torch.manualSeed(0);
     * torch.zeros(8).bernoulli_(0.3); // → tensor([0., 0., 0., 0., 0., 0., 1., 0.])
     * ```
     *
     * @throws RuntimeError for a probability outside [0, 1].
     */
    bernoulli_(p?: Tensor | Scalar, options?: GeneratorOption): this;
    bernoulli_(options: BernoulliOptions): this;
  }
}

export interface BernoulliOptions extends GeneratorOption {
  readonly p?: Tensor | Scalar;
}

/**
 * Ones and zeros in the shape and dtype of `x`, each 1 with the probability that the element of `x` is:
 * `torch.bernoulli`. With `p`, a number, the elements of `x` do not count.
 *
 * ```ts
 * torch.bernoulli(torch.tensor([0, 1, 1], { dtype: torch.float32 })); // → tensor([0., 1., 1.])
 * ```
 *
 * @throws RuntimeError for a probability outside [0, 1], and for probabilities that are no floats.
 */
export function bernoulli(x: Tensor, options?: GeneratorOption): Tensor;
export function bernoulli(x: Tensor, p: Scalar, options?: GeneratorOption): Tensor;
export function bernoulli(x: Tensor, ...args: readonly unknown[]): Tensor {
  const who = 'bernoulli';
  requireTensor(who, x);
  const given = argumentsByName(who, args, ['p'], ['generator']);
  // The result is drawn row by row, however the elements of `x` lie in memory.
  const rows = contiguous(x);
  const p = given.has('p') ? numberOf(who, 'p', given.get('p')) : rows;
  const generator = generatorOf(who, given.get('generator'));
  return drawn('BernoulliBackward0', rows, ones(who, rows, p, generator));
}

method('bernoulli', bernoulli);

method('bernoulli_', (x: Tensor, ...args: readonly unknown[]) => {
  const given = argumentsByName('bernoulli_', args, ['p'], ['generator']);
  const p = given.get('p') ?? 0.5;
  const generator = generatorOf('bernoulli_', given.get('generator'));
  const probability = p instanceof Tensor ? p : numberOf('bernoulli_', 'p', p);
  return overwriteDrawn('bernoulli_', 'BernoulliBackward1', x, ones('bernoulli_', x, probability, generator));
});

/** Ones and zeros for `x`, in the order of its memory. */
function ones(who: string, x: Tensor, p: Tensor | number, generator: Generator): TypedArray {
  const out = x.dtype.allocate(x.numel());
  if (!(p instanceof Tensor)) {
    requireProbability(who, p);
    fillBernoulli(out, p, generator);
    return out;
  }
  const probabilities = elementsOf(inMemoryOrder(expand(who, p, x.sizes), x));
  if (!isFloatArray(probabilities))
    throw dtypeComplaint(who, p.dtype, 'probabilities of a floating point dtype');
  for (let i = 0; i < probabilities.length; i++) requireProbability(who, probabilities[i] as number);
  bernoulliEach(out, probabilities, generator);
  return out;
}

function requireProbability(who: string, p: number): void {
  if (p >= 0 && p <= 1) return;
  throw new RuntimeError({ who, seen: `p=${p}`, expected: 'a probability p in [0, 1]' });
}
