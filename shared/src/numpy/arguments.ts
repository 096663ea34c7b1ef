import { Dtype, type DtypeName, dtypes } from '../core/dtype.ts';
import { ArgumentError, describe, ValueError } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { isScalar, type Scalar } from '../core/python.ts';

/**
 * Arguments as Python takes them: any number of positional ones in their order, the others by name in one
 * options object behind. `Call<[number, number], O>` is `f()`, `f(1)`, `f(1, 2)`, and each of them with `O`.
 */
export type Call<Positional extends readonly unknown[], Options> =
  | []
  | [options: Options]
  | (Positional extends readonly [infer First, ...infer Rest] ? [First, ...Call<Rest, Options>] : never);

/** The same, with options that must be there. */
export type CallWith<Positional extends readonly unknown[], Options> =
  | [options: Options]
  | (Positional extends readonly [infer First, ...infer Rest] ? [First, ...CallWith<Rest, Options>] : never);

/** A size: one count, or one for each dimension. */
export type SizeLike = number | readonly number[];

/** A dtype, or its name. */
export type DtypeLike = Dtype | DtypeName;

/**
 * Sorts the arguments of a call by name. null counts as left out, as Python's None does. `names` stand in the
 * order of their positions; those in `named` are taken by name only.
 *
 * @throws TypeError for too many arguments, an unknown name, or an argument given twice.
 */
export function readCall<Name extends string>(
  who: string,
  given: readonly unknown[],
  names: readonly Name[],
  named: readonly Name[] = [],
): Partial<Record<Name, unknown>> {
  const last = given.at(-1);
  const options = isOptions(last) ? last : {};
  const positional = isOptions(last) ? given.slice(0, -1) : given;
  checkOptions(who, options, [...names, ...named]);
  if (positional.length > names.length) {
    throw new ArgumentError({
      who,
      seen: `${positional.length} positional arguments`,
      expected: `${names.length === 0 ? 'none' : `at most ${names.length}: ${names.join(', ')}`}`,
      hint: named.length === 0 ? undefined : `give ${named.join(', ')} by name: { ${named[0]}: … }`,
    });
  }
  const found: Partial<Record<Name, unknown>> = {};
  for (const name of [...names, ...named]) {
    const value: unknown = Reflect.get(options, name);
    if (value !== undefined && value !== null) found[name] = value;
  }
  names.forEach((name, i) => {
    const value = positional[i];
    if (value === undefined || value === null) return;
    if (found[name] !== undefined) throw new ArgumentError({ who, seen: `${name} is given twice` });
    found[name] = value;
  });
  return found;
}

/** Only an object literal is a set of options: arrays and instances of classes are data. */
function isOptions(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // A literal from another realm (a test's sandbox) has that realm's Object.prototype, whose own prototype is null.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

export function readNumber(who: string, name: string, value: unknown): number {
  if (isScalar(value)) return Number(value);
  throw new ArgumentError({ who, seen: `${name} is ${describe(value)}`, expected: 'a number' });
}

/** A whole number that is not negative. */
export function readCount(who: string, name: string, value: unknown): number {
  const count = readNumber(who, name, value);
  if (!Number.isInteger(count)) {
    throw new ArgumentError({ who, seen: `${name} is ${count}`, expected: 'a whole number' });
  }
  if (count < 0) throw new ValueError({ who, seen: `${name} is ${count}`, expected: 'no negative number' });
  return count;
}

export function readFlag(who: string, name: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new ArgumentError({ who, seen: `${name} is ${describe(value)}`, expected: 'true or false' });
}

/** The sizes that a size stands for. @throws ValueError for a negative one; TypeError for what is no whole number. */
export function readSizes(who: string, size: unknown): number[] {
  const sizes: readonly unknown[] = Array.isArray(size) ? size : [size];
  return sizes.map((one) => {
    if (!isScalar(one) || !Number.isInteger(Number(one))) {
      throw new ArgumentError({
        who,
        seen: `a size is ${describe(one)}`,
        expected: 'whole numbers: 3 or [2, 3]',
      });
    }
    if (Number(one) < 0) {
      throw new ValueError({
        who,
        seen: `a size is ${one}`,
        expected: 'negative dimensions are not allowed',
      });
    }
    return Number(one);
  });
}

/** A dtype given as itself or by name. */
export function readDtype(who: string, value: unknown): Dtype {
  if (value instanceof Dtype) return value;
  if (typeof value === 'string' && Object.hasOwn(dtypes, value)) return dtypes[value as DtypeName];
  throw new ArgumentError({
    who,
    seen: `dtype is ${describe(value)}`,
    expected: `one of ${Object.keys(dtypes).join(', ')}`,
  });
}

/** A scalar that is a Python int: a bigint, or a number that is whole. */
export function isWhole(value: Scalar): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
}
