import { asNumbers, cast } from '../core/cast.ts';
import { Dtype, type DtypeName, float32, uint8 } from '../core/dtype.ts';
import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { scalarDtype } from '../core/promotion.ts';
import { isScalar, PyFloat, type Scalar, scalarNumber } from '../core/python.ts';
import { parseSizes, product } from '../core/shape.ts';
import { defaultDeviceFor } from '../device/default-device.ts';
import type { Device } from '../device/device.ts';
import { cpu, device } from '../device/devices.ts';
import { elementsOf } from './elements.ts';
import { flatten, type NestedData } from './nested.ts';
import { fromBuffer, fromElements, Tensor } from './tensor.ts';

/** What every factory takes last. */
export interface CreationOptions {
  /** The dtype of the elements. */
  readonly dtype?: Dtype;
  /** Whether backward is to reach the tensor. */
  readonly requiresGrad?: boolean;
  /** Where the elements are to live; the default device unless given (see `torch.setDefaultDevice`). */
  readonly device?: Device | string;
}

/** The names of the options, for factories with more of their own. */
export const creationOptions = ['dtype', 'requiresGrad', 'device'] as const;

/** `(2, 3)`, `([2, 3])`, and either with options behind: `(2, 3, { dtype })`. */
export type SizesAndOptions<Options = CreationOptions> =
  | readonly number[]
  | readonly [sizes: readonly number[], options?: Options]
  | readonly [...sizes: number[], options: Options];

function isOptions<Options extends CreationOptions>(value: unknown): value is Options {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isScalar(value);
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

/**
 * What a factory does last: brings the tensor to the device that was asked for, or else to the default one, and makes it
 * require a gradient if that was asked.
 */
export function created(x: Tensor, options: CreationOptions | undefined): Tensor {
  return finished(x, options?.device ?? defaultDeviceFor(x.dtype), options);
}

/** The same for what is made like another tensor: it stays where that is unless a device was asked for. */
export function createdLike(x: Tensor, options: CreationOptions | undefined): Tensor {
  return finished(x, options?.device ?? null, options);
}

function finished(x: Tensor, place: Device | string | null, options: CreationOptions | undefined): Tensor {
  const y = place === null ? x : moved(x, device(place));
  return options?.requiresGrad === true ? y.requiresGrad_() : y;
}

/** The elements on another device, without history; the tensor itself if it is there already. */
export function moved(x: Tensor, target: Device): Tensor {
  return x.device === target ? x : fromElements(elementsOf(x).slice(), x.dtype, x.sizes, target);
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
    const copy = fromBuffer(data.device.copy(data, target), target, data.sizes, data.device);
    return created(copy, options);
  }
  const flat = flatten('tensor', data, dtype);
  return created(fromElements(flat.data, flat.dtype, flat.sizes), options);
}

/** Zeros of the given sizes, float32 unless said: `torch.zeros(2, 3)`. */
export function zeros(...args: SizesAndOptions): Tensor {
  const { sizes, dtype, options } = splitSizes('zeros', args);
  return created(filled(sizes, 0, dtype, cpu, 'zeros'), options);
}

/** Ones of the given sizes, float32 unless said: `torch.ones(2, 3)`. */
export function ones(...args: SizesAndOptions): Tensor {
  const { sizes, dtype, options } = splitSizes('ones', args);
  return created(filled(sizes, 1, dtype, cpu, 'ones'), options);
}

/**
 * One value everywhere. The dtype is the value's own: `torch.full([2], 7)` is int64, as in PyTorch.
 *
 * ```ts
 * torch.full([2, 2], 0.5); // → tensor([[0.5000, 0.5000],\n        [0.5000, 0.5000]])
 * ```
 */
export function full(
  sizes: number | readonly number[],
  value: Scalar | FillOptions,
  options?: CreationOptions,
): Tensor {
  const who = 'full';
  const fill = fillOf(who, value, options);
  const dtype = dtypeOption(who, fill.options) ?? scalarDtype(fill.value);
  return created(filled(parseSizes(who, [sizes]), fill.value, dtype), fill.options);
}

/** The options of `full` where the value stands among them. */
export interface FillOptions extends CreationOptions {
  readonly fillValue: Scalar;
}

function fillOf(
  who: string,
  given: Scalar | FillOptions,
  last: CreationOptions | undefined,
): { value: Scalar; options: CreationOptions | undefined } {
  const { fillValue, ...options } = isOptions(given) ? given : { fillValue: given, ...last };
  if (!isScalar(fillValue))
    throw new ArgumentError({ who, seen: `the value is ${describe(fillValue)}`, expected: 'a number' });
  return { value: fillValue, options };
}

/** A tensor of the given sizes for writing over; its elements are 0, which PyTorch's `torch.empty` leaves open. */
export function empty(...args: SizesAndOptions): Tensor {
  const { sizes, dtype, options } = splitSizes('empty', args);
  return created(filled(sizes, 0, dtype, cpu, 'empty'), options);
}

/** Zeros of the shape and dtype of `x`. */
export function zerosLike(x: Tensor, options?: CreationOptions): Tensor {
  return filledLike('zerosLike', x, 0, options);
}

/** Ones of the shape and dtype of `x`. */
export function onesLike(x: Tensor, options?: CreationOptions): Tensor {
  return filledLike('onesLike', x, 1, options);
}

/** A tensor of the shape and dtype of `x` for writing over; its elements are 0. */
export function emptyLike(x: Tensor, options?: CreationOptions): Tensor {
  return filledLike('emptyLike', x, 0, options);
}

/** One value everywhere, in the shape and dtype of `x`. */
export function fullLike(x: Tensor, value: Scalar | FillOptions, options?: CreationOptions): Tensor {
  const fill = fillOf('fullLike', value, options);
  return filledLike('fullLike', x, fill.value, fill.options);
}

function filledLike(who: string, x: Tensor, value: Scalar, options?: CreationOptions): Tensor {
  if (!(x instanceof Tensor)) throw new ArgumentError({ who, seen: describe(x), expected: 'a Tensor' });
  return createdLike(filled(x.sizes, value, dtypeOption(who, options) ?? x.dtype, x.device, who), options);
}

/** Elements beyond this count have no place: positions are 32-bit numbers. */
const mostElements = 2 ** 31 - 1;

/** The count itself, if so many elements can be held. @throws RuntimeError before anything is allocated. */
export function roomFor(who: string, count: number, dtype: Dtype): number {
  if (count <= mostElements) return count;
  throw new RuntimeError({
    who,
    seen: `not enough memory: you tried to allocate ${count * dtype.itemSize} bytes for ${count} elements of ${dtype}`,
    expected: `at most ${mostElements} elements`,
  });
}

/** The smallest and the largest number of the dtypes that a JavaScript number can pass by. */
const ranges: Readonly<Partial<Record<DtypeName, readonly [number, number]>>> = {
  uint8: [0, 255],
  int8: [-128, 127],
  int16: [-32768, 32767],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  float32: [-3.4028234663852886e38, 3.4028234663852886e38],
};

/** @throws RuntimeError for a number that `dtype` does not hold: what fills a tensor does not wrap around. */
function requireInRange(who: string, value: Scalar, dtype: Dtype): void {
  const number = scalarNumber(value);
  if (number === 0 || number === 1) return;
  const [least, most] = ranges[dtype.name] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const isFraction = value instanceof PyFloat || !Number.isInteger(number);
  // PyTorch lets whole numbers below 0 count backwards from 256.
  const lowest = dtype === uint8 && !isFraction ? -most : least;
  const isFine = dtype.isFloatingPoint && !Number.isFinite(number);
  if (isFine || (number >= lowest && number <= most)) return;
  throw new RuntimeError({
    who,
    seen: `the value ${number} for a tensor of ${dtype}`,
    expected: `a number from ${least} to ${most}: value cannot be converted without overflow`,
  });
}

/** `value` everywhere in a tensor of these sizes. */
export function filled(
  sizes: readonly number[],
  value: Scalar,
  dtype: Dtype,
  device: Device = cpu,
  who = 'full',
): Tensor {
  requireInRange(who, value, dtype);
  const count = roomFor(who, product(sizes), dtype);
  const data = dtype.allocate(count);
  if (dtype.isFloatingPoint) asNumbers(data).fill(scalarNumber(value));
  else {
    const one = flatten(who, value, dtype).data;
    if (data instanceof BigInt64Array) data.fill(one[0] as bigint);
    else data.fill(one[0] as number);
  }
  return fromElements(data, dtype, sizes, device);
}

/** Ones on the diagonal, zeros elsewhere: `torch.eye(n)`, `torch.eye(n, m)`. */
export function eye(n: number, m?: number | CreationOptions, options: CreationOptions = {}): Tensor {
  const columns = typeof m === 'number' ? m : n;
  const chosen = isOptions(m) ? m : options;
  const dtype = dtypeOption('eye', chosen) ?? float32;
  const sizes = parseSizes('eye', [n, columns]);
  const values = new Float64Array(roomFor('eye', n * columns, dtype));
  for (let i = 0; i < Math.min(n, columns); i++) values[i * columns + i] = 1;
  return created(fromElements(cast(values, dtype), dtype, sizes), chosen);
}
