import { type Dtype, float32, float64, int64 } from '../core/dtype.ts';
import { ArgumentError, describe, RuntimeError } from '../core/errors.ts';
import { scalarDtype } from '../core/promotion.ts';
import { isScalar, type Scalar, scalarNumber } from '../core/python.ts';
import { argumentsByName, optionsAtEnd } from './arguments.ts';
import { type CreationOptions, created, creationOptions, dtypeOption, roomFor, tensor } from './creation.ts';
import { fromElements, type Tensor } from './tensor.ts';

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
export function arange(end: Scalar, options?: ArangeOptions): Tensor;
export function arange(start: Scalar, end: Scalar, options?: ArangeOptions): Tensor;
export function arange(start: Scalar, end: Scalar, step: Scalar, options?: ArangeOptions): Tensor;
export function arange(options: ArangeOptions): Tensor;
export function arange(...args: readonly (Scalar | ArangeOptions | undefined)[]): Tensor {
  const who = 'arange';
  // One number alone is the end, unless that stands among the options.
  const alone = args.filter(isScalar).length === 1 && !('end' in (optionsAtEnd(args) ?? {}));
  const ordered = alone ? [undefined, ...args] : args;
  const given = bound<ArangeOptions>(who, ['start', 'end', 'step'], ordered);
  const bounds = [given.start ?? 0, given.end, given.step ?? 1];
  if (!bounds.every(isScalar)) {
    throw new ArgumentError({
      who,
      seen: `bounds [${bounds.map(describe).join(', ')}]`,
      expected: 'arange(end) or arange(start, end, step)',
    });
  }
  const [start, end, step] = bounds.map(scalarNumber) as [number, number, number];
  if (!Number.isFinite(start) || !Number.isFinite(end)) {
    throw new RuntimeError({ who, seen: `unsupported range: ${start} -> ${end}`, expected: 'finite bounds' });
  }
  if (step === 0 || Number.isNaN(step))
    throw new RuntimeError({ who, seen: `step is ${step}`, expected: 'step must be nonzero' });
  if (start !== end && start < end !== step > 0) {
    throw new RuntimeError({
      who,
      seen: `from ${start} to ${end} by ${step}`,
      expected: 'upper bound and larger bound consistent with step sign',
      hint: 'did you mean the step with the other sign?',
    });
  }
  const options = restOf(given);
  const whole = bounds.every((bound) => scalarDtype(bound) !== float32);
  const dtype = dtypeOption(who, options) ?? (whole ? int64 : float32);
  const count = Math.ceil((end - start) / step);
  if (dtype === int64 && whole) return created(exactRange(bounds.map(wholeNumber)), options);
  const values = new Float64Array(roomFor(who, count, dtype));
  for (let i = 0; i < count; i++) values[i] = start + i * step;
  return tensor(values, { ...options, dtype });
}

export interface ArangeOptions extends CreationOptions {
  readonly start?: Scalar;
  readonly end?: Scalar;
  readonly step?: Scalar;
}

function wholeNumber(bound: Scalar): bigint {
  return BigInt(bound as number | bigint | boolean);
}

/** Counted in bigints: int64 has numbers that a JavaScript number has not. */
function exactRange([start = 0n, end = 0n, step = 1n]: readonly bigint[]): Tensor {
  const [span, stride] = step > 0n ? [end - start, step] : [start - end, -step];
  const values = int64.allocate(roomFor('arange', Number((span + stride - 1n) / stride), int64));
  for (let i = 0; i < values.length; i++) values[i] = start + BigInt(i) * step;
  return fromElements(values, int64, [values.length]);
}

/**
 * `steps` numbers from `start` to `end`, both included, at equal distances: `torch.linspace`. float32 unless said.
 *
 * ```ts
 * torch.linspace(0, 1, 5); // → tensor([0.0000, 0.2500, 0.5000, 0.7500, 1.0000])
 * ```
 */
export function linspace(
  start: Scalar,
  end: Scalar,
  steps: number | SpaceOptions,
  options?: CreationOptions,
): Tensor {
  const who = 'linspace';
  const given = bound<SpaceArguments>(who, ['start', 'end', 'steps'], [start, end, steps, options]);
  const dtype = dtypeOption(who, restOf(given)) ?? float32;
  return tensor(spaced(who, given), { ...restOf(given), dtype });
}

/**
 * base^e for `steps` exponents e from `start` to `end` at equal distances: `torch.logspace`. The base is 10 unless
 * said.
 *
 * ```ts
 * torch.logspace(0, 2, 3); // → tensor([  1.,  10., 100.])
 * ```
 */
export function logspace(
  start: Scalar,
  end: Scalar,
  steps: number | LogspaceOptions,
  base?: number | LogspaceOptions,
  options?: CreationOptions,
): Tensor {
  const who = 'logspace';
  const names = ['start', 'end', 'steps', 'base'];
  const given = bound<SpaceArguments & LogspaceOptions>(who, names, [start, end, steps, base, options]);
  const dtype: Dtype = dtypeOption(who, restOf(given)) ?? float32;
  const values = spaced(who, given).map((exponent) => (given.base ?? 10) ** exponent);
  return tensor(values, { ...restOf(given), dtype });
}

export interface SpaceOptions extends CreationOptions {
  readonly steps?: number;
}

export interface LogspaceOptions extends SpaceOptions {
  readonly base?: number;
}

/** The arguments by name; what is undefined behind the last one was not given. */
function bound<Arguments>(who: string, names: readonly string[], args: readonly unknown[]): Arguments {
  const end = args.findLastIndex((arg) => arg !== undefined) + 1;
  return Object.fromEntries(argumentsByName(who, args.slice(0, end), names, creationOptions)) as Arguments;
}

interface SpaceArguments extends CreationOptions {
  readonly start: Scalar;
  readonly end: Scalar;
  readonly steps: number;
}

function spaced(who: string, { start, end, steps }: SpaceArguments): Float64Array {
  if (!isScalar(start) || !isScalar(end) || !Number.isInteger(steps)) {
    throw new ArgumentError({
      who,
      seen: `from ${describe(start)} to ${describe(end)} in ${describe(steps)} steps`,
      expected: `the 3 arguments of ${who}(start, end, steps): numbers, the last of them whole`,
    });
  }
  if (steps < 0) {
    throw new RuntimeError({
      who,
      seen: `number of steps ${steps}`,
      expected: 'number of steps must be non-negative',
    });
  }
  const from = scalarNumber(start);
  const to = scalarNumber(end);
  const step = steps > 1 ? (to - from) / (steps - 1) : 0;
  const values = new Float64Array(roomFor(who, steps, float64));
  // Counted from the nearer end, so that the last number is `end` itself and the row is symmetric.
  for (let i = 0; i < steps; i++) values[i] = i < steps / 2 ? from + i * step : to - (steps - 1 - i) * step;
  return values;
}

/** What every factory takes, without the arguments of this one. */
function restOf({ dtype, requiresGrad, device }: CreationOptions): CreationOptions {
  return {
    ...(dtype === undefined ? {} : { dtype }),
    ...(requiresGrad === undefined ? {} : { requiresGrad }),
    ...(device === undefined ? {} : { device }),
  };
}
