import { Dtype, float32, int64 } from '../core/dtype.ts';
import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { scalarDtype } from '../core/promotion.ts';
import { isScalar, type Scalar, scalarNumber } from '../core/python.ts';
import { parseSizes } from '../core/shape.ts';
import { type Device, device } from '../device/device.ts';
import { elementsAs } from './elements.ts';
import { flatten, type NestedData } from './nested.ts';
import { fromElements, Tensor } from './tensor.ts';

/** What every factory takes last. */
export interface CreationOptions {
  /** The dtype of the elements. */
  readonly dtype?: Dtype;
  /** Whether backward is to reach the tensor. */
  readonly requiresGrad?: boolean;
  /** Where the elements are to live. */
  readonly device?: Device | string;
}

/** The names of the options, for factories with more of their own. */
export const creationOptions = ['dtype', 'requiresGrad', 'device'] as const;

/** `(2, 3)`, `([2, 3])`, and either with options behind: `(2, 3, { dtype })`. */
export type SizesAndOptions<Options = CreationOptions> =
  | readonly number[]
  | readonly [sizes: readonly number[], options?: Options]
  | readonly [...sizes: number[], options: Options];

function isOptions(value: unknown): value is CreationOptions {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The dtype asked for. @throws TypeError for an option that is not there, or what is no dtype. */
export function dtypeOption(
  who: string,
  options: CreationOptions | undefined,
  known: readonly string[] = creationOptions,
): Dtype | undefined {
  if (options === undefined) return undefined;
  checkOptions(who, options, known);
  if (options.dtype !== undefined && !(options.dtype instanceof Dtype)) {
    throw new ArgumentError({
      who,
      seen: `dtype is ${describe(options.dtype)}`,
      expected: 'a dtype such as torch.float32',
    });
  }
  return options.dtype;
}

/** Sizes and options as every factory takes them; float32 unless said. */
export function splitSizes<Options extends CreationOptions>(
  who: string,
  args: SizesAndOptions<Options>,
  known: readonly string[] = creationOptions,
): { sizes: number[]; dtype: Dtype; options: Options | undefined } {
  const given: readonly unknown[] = args;
  const last = given.at(-1);
  const options = isOptions(last) ? (last as Options) : undefined;
  const sizes = (options === undefined ? given : given.slice(0, -1)) as readonly (
    | number
    | readonly number[]
  )[];
  return { sizes: parseSizes(who, sizes), dtype: dtypeOption(who, options, known) ?? float32, options };
}

/** What a factory does last: the device is there, and the tensor requires a gradient if that was asked. */
export function created(x: Tensor, options: CreationOptions | undefined): Tensor {
  if (options?.device !== undefined) device(options.device);
  return options?.requiresGrad === true ? x.requiresGrad_() : x;
}

/**
 * A tensor of the given numbers: `torch.tensor`. The data are copied.
 *
 * Whole numbers make an int64 tensor, a fraction among them makes it float32, booleans make it bool. Give
 * `{ dtype: torch.float32 }` where Python would write `1.0`. Typed arrays and tensors keep their dtype.
 *
 * ```ts
 * torch.tensor([1, 2, 3]); // → tensor([1, 2, 3])
 * torch.tensor([1, 2.5]); // → tensor([1.0000, 2.5000])
 * torch.tensor([1, 2], { dtype: torch.float32 }); // → tensor([1., 2.])
 * ```
 *
 * @throws ValueError for arrays of unequal lengths, naming the place; TypeError for what is no number.
 */
export function tensor(data: NestedData, options: CreationOptions = {}): Tensor {
  const dtype = dtypeOption('tensor', options);
  if (data instanceof Tensor) {
    const target = dtype ?? data.dtype;
    return created(fromElements(elementsAs(data, target).slice(), target, data.sizes), options);
  }
  const flat = flatten('tensor', data, dtype);
  return created(fromElements(flat.data, flat.dtype, flat.sizes), options);
}

/** Zeros of the given sizes, float32 unless said: `torch.zeros(2, 3)`. */
export function zeros(...args: SizesAndOptions): Tensor {
  const { sizes, dtype, options } = splitSizes('zeros', args);
  return created(filled(sizes, 0, dtype), options);
}

/** Ones of the given sizes, float32 unless said: `torch.ones(2, 3)`. */
export function ones(...args: SizesAndOptions): Tensor {
  const { sizes, dtype, options } = splitSizes('ones', args);
  return created(filled(sizes, 1, dtype), options);
}

/**
 * One value everywhere. The dtype is the value's own: `torch.full([2], 7)` is int64, as in PyTorch.
 *
 * ```ts
 * torch.full([2, 2], 0.5); // → tensor([[0.5000, 0.5000],\n        [0.5000, 0.5000]])
 * ```
 */
export function full(sizes: number | readonly number[], value: Scalar, options?: CreationOptions): Tensor {
  if (!isScalar(value))
    throw new ArgumentError({ who: 'full', seen: `the value is ${describe(value)}`, expected: 'a number' });
  const dtype = dtypeOption('full', options) ?? scalarDtype(value);
  return created(filled(parseSizes('full', [sizes]), value, dtype), options);
}

/** Zeros of the shape and dtype of `x`. */
export function zerosLike(x: Tensor, options?: CreationOptions): Tensor {
  return filledLike('zerosLike', x, 0, options);
}

/** Ones of the shape and dtype of `x`. */
export function onesLike(x: Tensor, options?: CreationOptions): Tensor {
  return filledLike('onesLike', x, 1, options);
}

/** One value everywhere, in the shape and dtype of `x`. */
export function fullLike(x: Tensor, value: Scalar, options?: CreationOptions): Tensor {
  return filledLike('fullLike', x, value, options);
}

function filledLike(who: string, x: Tensor, value: Scalar, options?: CreationOptions): Tensor {
  if (!(x instanceof Tensor)) throw new ArgumentError({ who, seen: describe(x), expected: 'a Tensor' });
  return created(filled(x.sizes, value, dtypeOption(who, options) ?? x.dtype), options);
}

/** `value` everywhere in a tensor of these sizes. */
export function filled(sizes: readonly number[], value: Scalar, dtype: Dtype): Tensor {
  let count = 1;
  for (const size of sizes) count *= size;
  const one = flatten('full', value, dtype).data;
  const data = dtype.allocate(count);
  if (data instanceof BigInt64Array) data.fill(one[0] as bigint);
  else data.fill(one[0] as number);
  return fromElements(data, dtype, sizes);
}

/**
 * The numbers start, start + step, … before `end`: `torch.arange`. int64 if all three are whole numbers,
 * else float32.
 *
 * ```ts
 * torch.arange(4); // → tensor([0, 1, 2, 3])
 * torch.arange(0, 1, 0.25); // → tensor([0.0000, 0.2500, 0.5000, 0.7500])
 * ```
 *
 * @throws RuntimeError where the step is 0 or leads away from `end`.
 */
export function arange(end: Scalar, options?: CreationOptions): Tensor;
export function arange(start: Scalar, end: Scalar, options?: CreationOptions): Tensor;
export function arange(start: Scalar, end: Scalar, step: Scalar, options?: CreationOptions): Tensor;
export function arange(...args: readonly (Scalar | CreationOptions | undefined)[]): Tensor {
  const bounds = args.filter(isScalar);
  const [first, second, third] = bounds;
  const options = args.find((arg): arg is CreationOptions => isOptions(arg) && !isScalar(arg));
  if (first === undefined)
    throw new ArgumentError({
      who: 'arange',
      seen: 'no bounds',
      expected: 'arange(end) or arange(start, end, step)',
    });
  const start = second === undefined ? 0 : scalarNumber(first);
  const end = scalarNumber(second ?? first);
  const step = scalarNumber(third ?? 1);
  if (!Number.isFinite(start) || !Number.isFinite(end)) {
    throw new RuntimeError({
      who: 'arange',
      seen: `unsupported range: ${start} -> ${end}`,
      expected: 'finite bounds',
    });
  }
  if (step === 0 || Number.isNaN(step))
    throw new RuntimeError({ who: 'arange', seen: `step is ${step}`, expected: 'step must be nonzero' });
  if (start !== end && start < end !== step > 0) {
    throw new RuntimeError({
      who: 'arange',
      seen: `from ${start} to ${end} by ${step}`,
      expected: 'upper bound and larger bound consistent with step sign',
      hint: 'did you mean the step with the other sign?',
    });
  }
  const dtype =
    dtypeOption('arange', options) ??
    (bounds.some((bound) => scalarDtype(bound) === float32) ? float32 : int64);
  const values = new Float64Array(Math.ceil((end - start) / step));
  for (let i = 0; i < values.length; i++) values[i] = start + i * step;
  return tensor(values, { ...options, dtype });
}

/**
 * `steps` numbers from `start` to `end`, both included, at equal distances: `torch.linspace`. float32 unless said.
 *
 * ```ts
 * torch.linspace(0, 1, 5); // → tensor([0.0000, 0.2500, 0.5000, 0.7500, 1.0000])
 * ```
 */
export function linspace(start: Scalar, end: Scalar, steps: number, options?: CreationOptions): Tensor {
  const dtype = dtypeOption('linspace', options) ?? float32;
  if (typeof steps !== 'number' || !Number.isInteger(steps)) {
    throw new ArgumentError({
      who: 'linspace',
      seen: `steps is ${describe(steps)}`,
      expected: 'linspace(start, end, steps)',
    });
  }
  if (steps < 0)
    throw new RuntimeError({
      who: 'linspace',
      seen: `number of steps ${steps}`,
      expected: 'number of steps must be non-negative',
    });
  const from = scalarNumber(start);
  const to = scalarNumber(end);
  const step = steps > 1 ? (to - from) / (steps - 1) : 0;
  const values = new Float64Array(steps);
  // Counted from the nearer end, so that the last number is `end` itself and the row is symmetric.
  for (let i = 0; i < steps; i++) values[i] = i < steps / 2 ? from + i * step : to - (steps - 1 - i) * step;
  return tensor(values, { ...options, dtype });
}

/** Ones on the diagonal, zeros elsewhere: `torch.eye(n)`, `torch.eye(n, m)`. */
export function eye(n: number, m?: number | CreationOptions, options: CreationOptions = {}): Tensor {
  const columns = typeof m === 'number' ? m : n;
  const chosen = isOptions(m) ? m : options;
  const dtype = dtypeOption('eye', chosen) ?? float32;
  const sizes = parseSizes('eye', [n, columns]);
  const values = new Float64Array(n * columns);
  for (let i = 0; i < Math.min(n, columns); i++) values[i * columns + i] = 1;
  return created(fromElements(elementsAs(tensor(values), dtype), dtype, sizes), chosen);
}
