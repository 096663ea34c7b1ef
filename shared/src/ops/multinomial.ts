import { cast } from '../core/cast.ts';
import { type FloatArray, int64 } from '../core/dtype.ts';
import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';
import { cpu } from '../device/devices.ts';
import { Storage } from '../device/storage.ts';
import type { Generator } from '../random/generator.ts';
import { multinomialWithoutReplacement, multinomialWithReplacement } from '../random/multinomial.ts';
import { argumentsByName } from '../tensor/arguments.ts';
import { elementsOf } from '../tensor/elements.ts';
import { denseStrides } from '../tensor/memory-order.ts';
import { type GeneratorOption, generatorOf, integerOf } from '../tensor/random-arguments.ts';
import { exponentialElements, isFloatArray } from '../tensor/random-elements.ts';
import { fromElements, Tensor } from '../tensor/tensor.ts';
import { method } from './families/methods.ts';
import { dtypeComplaint, requireTensor } from './families/operand.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /** Indices drawn with these weights. See `torch.multinomial`. */
    multinomial(numSamples: number, replacement?: boolean, options?: GeneratorOption): Tensor;
    multinomial(numSamples: number, options: MultinomialOptions): Tensor;
  }
}

export interface MultinomialOptions extends GeneratorOption {
  readonly numSamples?: number;
  /** Whether an index may be drawn again. */
  readonly replacement?: boolean;
}

/**
 * For each row of weights `x`, (k,) or (n, k), as many indices of [0, k) as asked, each with a probability
 * proportional to its weight: `torch.multinomial`. The result is int64, (numSamples,) or (n, numSamples).
 *
 * ```ts
 * torch.multinomial(torch.tensor([0, 3, 0], { dtype: torch.float32 }), 4, true); // → tensor([1, 1, 1, 1])
 * ```
 *
 * @throws RuntimeError for weights that are negative, not finite or all zero, and for more indices than there are
 * where none may be drawn again.
 */
export function multinomial(
  x: Tensor,
  numSamples: number,
  replacement?: boolean,
  options?: GeneratorOption,
): Tensor;
export function multinomial(x: Tensor, numSamples: number, options: MultinomialOptions): Tensor;
export function multinomial(x: Tensor, ...args: readonly unknown[]): Tensor {
  const who = 'multinomial';
  requireTensor(who, x);
  const given = argumentsByName(who, args, ['numSamples', 'replacement'], ['generator']);
  const count = Number(integerOf(who, 'numSamples', given.get('numSamples')));
  const replacement = given.get('replacement') ?? false;
  if (typeof replacement !== 'boolean') {
    throw new ArgumentError({
      who,
      seen: `replacement is ${describe(replacement)}`,
      expected: 'true or false',
    });
  }
  const generator = generatorOf(who, given.get('generator'));
  const weights = elementsOf(x);
  if (!isFloatArray(weights)) {
    throw dtypeComplaint(who, x.dtype, 'multinomial only supports floating-point dtypes for input');
  }
  const categories = requireRoom(x, count, replacement);
  const rows = x.sizes.length === 1 ? 1 : (x.sizes[0] as number);
  for (let row = 0; row < rows; row++) requireWeights(rowOf(weights, row, categories));
  const out = new Int32Array(rows * count);
  const q = replacement ? null : exponentials(x, generator);
  for (let row = 0; row < rows; row++) {
    const w = rowOf(weights, row, categories);
    const places = out.subarray(row * count, (row + 1) * count);
    if (q === null) multinomialWithReplacement(w, places, generator);
    else multinomialWithoutReplacement(w, rowOf(q, row, categories), places);
  }
  return fromElements(cast(out, int64), int64, [...x.sizes.slice(0, -1), count], x.device);
}

method('multinomial', multinomial);

function rowOf(elements: FloatArray, row: number, length: number): FloatArray {
  return elements.subarray(row * length, (row + 1) * length);
}

/** The number of categories. @throws RuntimeError for another rank than 1 or 2, and for a count out of place. */
function requireRoom(x: Tensor, count: number, replacement: boolean): number {
  const who = 'multinomial';
  const categories = x.sizes.at(-1);
  if (categories === undefined || x.sizes.length > 2) {
    throw new RuntimeError({
      who,
      seen: `weights of shape ${shapeText(x.sizes)}`,
      expected: 'prob_dist must be 1 or 2 dim: (categories,) or (rows, categories)',
    });
  }
  if (count <= 0) {
    throw new RuntimeError({
      who,
      seen: `cannot sample n_sample <= 0 samples: numSamples is ${count}`,
    });
  }
  if (!replacement && count > categories) {
    throw new RuntimeError({
      who,
      seen: `cannot sample n_sample > prob_dist.size(-1) samples without replacement: ${count} of ${categories}`,
      hint: 'with replacement, multinomial(x, n, true), an index may come again',
    });
  }
  return categories;
}

/** @throws RuntimeError unless one row of weights makes a distribution. */
function requireWeights(w: FloatArray): void {
  const at = w.findIndex((weight: number) => !(weight >= 0 && weight < Number.POSITIVE_INFINITY));
  if (at >= 0) {
    throw new RuntimeError({
      who: 'multinomial',
      seen: `the weight ${w[at]} at ${at}`,
      expected: 'probability tensor contains neither `inf`, `nan` nor element < 0',
    });
  }
  if (!w.some((weight: number) => weight > 0)) {
    throw new RuntimeError({
      who: 'multinomial',
      seen: 'invalid multinomial distribution (sum of probabilities <= 0): all weights are 0',
    });
  }
}

/** An exponential value for each weight, in row-major order; drawn in the order of memory. */
function exponentials(x: Tensor, generator: Generator): FloatArray {
  const elements = exponentialElements('multinomial', x.dtype, x.numel(), 1, generator);
  const q = elementsOf(
    new Tensor(new Storage(cpu.upload(elements), cpu), x.dtype, x.sizes, denseStrides(x), 0),
  );
  if (isFloatArray(q)) return q;
  throw new Error('a fault of the runtime: exponential values that are no floats');
}
