import { Dtype } from '../core/dtype.ts';
import { ArgumentError, describe } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { isScalar, type Scalar } from '../core/python.ts';
import { Generator } from '../random/generator.ts';
import { Tensor } from './tensor.ts';

/** What an argument can be that is no object of options. */
type Plain = Scalar | string | null | undefined | Tensor | Dtype | Generator | readonly unknown[];

/** Whether an argument is the trailing object of options rather than an argument of its own. */
export function isOptionsObject<T>(value: T): value is Exclude<T, Plain> {
  if (typeof value !== 'object' || value === null) return false;
  // Nearly always it is a literal.
  if (Object.getPrototypeOf(value) === Object.prototype) return true;
  return (
    !Array.isArray(value) &&
    !ArrayBuffer.isView(value) &&
    !isScalar(value) &&
    !(value instanceof Tensor) &&
    !(value instanceof Dtype) &&
    !(value instanceof Generator)
  );
}

/**
 * Arguments by name, as Python binds them: `names` in order, and an object of options behind the last that is
 * given in its place, which may have the names of `options` as well. The first `required` of them must be given.
 *
 * @throws TypeError for a missing argument, for one given twice, and for an option that is not there.
 */
export function named<Arguments extends object>(
  who: string,
  names: readonly string[],
  required: number,
  args: readonly unknown[],
  options: readonly string[] = [],
): Arguments {
  const known = options.length === 0 ? names : [...names, ...options];
  // Mostly there is one object with all of them: it need not be copied name by name.
  if (required === 0 && isOptionsObject(args[0]) && isOnlyOne(args)) {
    checkOptions(who, Object(args[0]), known);
    return args[0] as Arguments;
  }
  const bound: Record<string, unknown> = {};
  for (let i = 0; i < args.length; i++) {
    const value = args[i];
    if (value === undefined) continue;
    if (!isOptionsObject(value) && i >= names.length) {
      throw new ArgumentError({
        who,
        seen: `a further argument, ${describe(value)}`,
        expected: `at most ${names.length} (${names.join(', ')}), and options`,
      });
    }
    const given: object = isOptionsObject(value) ? Object(value) : { [names[i] as string]: value };
    checkOptions(who, given, known);
    for (const [name, part] of Object.entries(given)) {
      if (name in bound) throw new ArgumentError({ who, seen: `${name} is given twice`, expected: 'once' });
      if (part !== undefined) bound[name] = part;
    }
  }
  const missing = names.slice(0, required).find((name) => !(name in bound));
  if (missing !== undefined) {
    throw new ArgumentError({
      who,
      seen: `${describe(args[0])}, and no ${missing}`,
      expected: names.slice(0, required).join(', '),
    });
  }
  return bound as Arguments;
}

/** Whether nothing is given behind the first argument. */
function isOnlyOne(args: readonly unknown[]): boolean {
  for (let i = 1; i < args.length; i++) if (args[i] !== undefined) return false;
  return true;
}

/** As `named`, none of them required, for arguments that are read one by one. */
export function argumentsByName(
  who: string,
  args: readonly unknown[],
  names: readonly string[],
  options: readonly string[],
): ReadonlyMap<string, unknown> {
  const bound = Object.entries(named(who, names, 0, args, options));
  return new Map(bound.filter(([, value]) => value !== undefined));
}

/** The options object at the end of the arguments, if there is one. */
export function optionsAtEnd(args: readonly unknown[]): object | undefined {
  const last = args.at(-1);
  return isOptionsObject(last) ? Object(last) : undefined;
}
