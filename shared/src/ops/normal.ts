import { float32, float64 } from '../core/dtype.ts';
import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import type { Scalar } from '../core/python.ts';
import { broadcastSizes, parseSizes, product } from '../core/shape.ts';
import type { Generator } from '../random/generator.ts';
import { argumentsByName, optionsAtEnd } from '../tensor/arguments.ts';
import { created, dtypeOption, filled } from '../tensor/creation.ts';
import { elementsOf } from '../tensor/elements.ts';
import { type Outline, record } from '../tensor/graph.ts';
import {
  type GeneratorOption,
  generatorOf,
  numberOf,
  type RandomOptions,
  randomOptions,
} from '../tensor/random-arguments.ts';
import { normalElements } from '../tensor/random-elements.ts';
import { fromElements, Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { inDtype } from './families/computed.ts';
import { method } from './families/methods.ts';
import { sizesOf } from './families/operand.ts';
import { deviceOf } from './families/placing.ts';
import { zipped } from './families/pointwise.ts';
import { overwriteDrawn } from './families/random-fill.ts';
import { mul } from './mul.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor {
    /**
     * Sets every element, in place, to a normal number with this mean and standard deviation.
     *
     * ```ts
     * torch.manualSeed(0);
     * torch.zeros(3).normal_(10, 0.1); // → tensor([10.1541,  9.9707,  9.7821])
     * ```
     *
     * @throws RuntimeError for an integer tensor, and for a negative `std`.
     */
    normal_(mean?: Scalar, std?: Scalar, options?: GeneratorOption): this;
    normal_(options: NormalFillOptions): this;
  }
}

export interface NormalFillOptions extends GeneratorOption {
  readonly mean?: Scalar;
  readonly std?: Scalar;
}

export interface NormalOptions extends RandomOptions {
  readonly mean?: Tensor | Scalar;
  readonly std?: Tensor | Scalar;
  readonly size?: readonly number[];
}

method('normal_', (x: Tensor, ...args: readonly unknown[]) => {
  const given = argumentsByName('normal_', args, ['mean', 'std'], ['generator']);
  const mean = numberOf('normal_', 'mean', given.get('mean') ?? 0);
  const std = numberOf('normal_', 'std', given.get('std') ?? 1);
  const generator = generatorOf('normal_', given.get('generator'));
  const elements = normalElements('normal_', x.dtype, x.numel(), x.isContiguous(), mean, std, generator);
  return overwriteDrawn('normal_', 'NormalBackward0', x, elements);
});

/**
 * Normal numbers: `torch.normal`. With a tensor as mean or standard deviation there is one number for each
 * element (the two stretch to a common shape); with two numbers, as many as `size` says.
 *
 * ```ts
 * torch.manualSeed(0);
 * torch.normal(2, 3, [2]); // → tensor([6.6230, 1.1197])
 * torch.normal(torch.tensor([0.5, 100.5]), 0); // → tensor([  0.5000, 100.5000])
 * ```
 *
 * @throws RuntimeError for a negative standard deviation, and for tensors that are not floats.
 */
export function normal(mean: Scalar, std: Scalar, size: readonly number[], options?: RandomOptions): Tensor;
export function normal(mean: Tensor, std?: Tensor | Scalar, options?: GeneratorOption): Tensor;
export function normal(mean: Scalar, std: Tensor, options?: GeneratorOption): Tensor;
export function normal(mean: Tensor | Scalar, options: NormalOptions): Tensor;
export function normal(mean: Scalar, std: Scalar, options: NormalOptions): Tensor;
export function normal(options: NormalOptions): Tensor;
export function normal(...args: readonly unknown[]): Tensor {
  const who = 'normal';
  const given = argumentsByName(who, args, ['mean', 'std', 'size'], randomOptions);
  const mean = given.get('mean') ?? 0;
  const std = given.get('std') ?? 1;
  const size = given.get('size');
  const generator = generatorOf(who, given.get('generator'));
  if (mean instanceof Tensor || std instanceof Tensor) {
    requireOnly(who, ['mean', 'std', 'generator'], given);
    return normalAround(operandOf('mean', mean), operandOf('std', std), generator);
  }
  if (!Array.isArray(size)) {
    throw new ArgumentError({
      who,
      seen: `size is ${describe(size)}`,
      expected: 'an array of whole numbers, normal(mean, std, [2, 3]), or a tensor as mean or std',
    });
  }
  const sizes = parseSizes(who, [size]);
  const options = optionsAtEnd(args);
  const dtype = dtypeOption(who, options, ['mean', 'std', 'size', ...randomOptions]) ?? float32;
  const center = numberOf(who, 'mean', mean);
  const spread = numberOf(who, 'std', std);
  const elements = normalElements(who, dtype, product(sizes), true, center, spread, generator);
  return created(fromElements(elements, dtype, sizes), options);
}

/** Normal numbers for each element of `mean`, `std` or both: standard ones z, then z std + mean. */
function normalAround(mean: Tensor | number, std: Tensor | number, generator: Generator): Tensor {
  const sizes = broadcastSizes('normal', sizesOf(mean), sizesOf(std));
  const dtype = mean instanceof Tensor ? mean.dtype : (std as Tensor).dtype;
  if (std instanceof Tensor) requireNoneNegative(std);
  // One standard deviation for all goes into the stream; others are multiplied in afterwards.
  const common = std instanceof Tensor ? 1 : std;
  const z = normalElements('normal', dtype, product(sizes), true, 0, common, generator);
  const drawn = fromElements(z, dtype, sizes, deviceOf('normal', mean, std));
  const spread =
    std instanceof Tensor ? inDtype(zipped(mul.declaration, drawn, std, sizes, float64), dtype) : drawn;
  const y = zipped(add.declaration, spread, mean, sizes, dtype);
  return record(y, 'NormalBackward0', [mean, std], (_, node) => [
    zerosFor(node.outline(0)),
    zerosFor(node.outline(1)),
  ]);
}

/** No gradient reaches what the draws are spread around: PyTorch gives zeros. */
function zerosFor(operand: Outline | null): Tensor | null {
  return operand === null ? null : filled(operand.sizes, 0, operand.dtype, operand.device);
}

function operandOf(name: string, value: unknown): Tensor | number {
  return value instanceof Tensor ? value : numberOf('normal', name, value);
}

/** @throws RuntimeError for a negative standard deviation. */
function requireNoneNegative(std: Tensor): void {
  const elements = elementsOf(std);
  const at = elements.findIndex((value: number | bigint) => !(value >= 0));
  if (at < 0) return;
  throw new RuntimeError({
    who: 'normal',
    seen: `std has the element ${elements[at]}`,
    expected: 'normal expects all elements of std >= 0.0',
  });
}

/** @throws TypeError for another argument than these. */
function requireOnly(who: string, names: readonly string[], given: ReadonlyMap<string, unknown>): void {
  const other = [...given].find(([name, value]) => value !== undefined && !names.includes(name));
  if (other === undefined) return;
  throw new ArgumentError({
    who,
    seen: `${other[0]} beside a tensor as mean or std`,
    expected: 'the shape and dtype of that tensor',
  });
}
