import { Dtype } from '../core/dtype.ts';
import { ArgumentError, describe } from '../core/errors.ts';
import { checkOptions } from '../core/options.ts';
import { isScalar } from '../core/python.ts';
import { Generator } from '../random/generator.ts';
import { Tensor } from './tensor.ts';

/** The options object at the end of the arguments, if there is one. */
export function optionsAtEnd(args: readonly unknown[]): object | undefined {
  const last = args.at(-1);
  return isOptions(last) ? last : undefined;
}

/** An object that is no argument of its own: no tensor, number, array, dtype or generator. */
function isOptions(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !ArrayBuffer.isView(value) &&
    !isScalar(value) &&
    !(value instanceof Tensor) &&
    !(value instanceof Dtype) &&
    !(value instanceof Generator)
  );
}

/**
 * Arguments by name, as Python binds them: `names` in order, or as options at the end beside those of `known`.
 *
 * @throws TypeError for too many arguments, for one given twice, and for an option that is not there.
 */
export function argumentsByName(
  who: string,
  args: readonly unknown[],
  names: readonly string[],
  known: readonly string[],
): ReadonlyMap<string, unknown> {
  const options = optionsAtEnd(args);
  const inOrder = options === undefined ? args : args.slice(0, -1);
  if (options !== undefined) checkOptions(who, options, [...names, ...known]);
  if (inOrder.length > names.length) {
    throw new ArgumentError({
      who,
      seen: `${inOrder.length} arguments, the last of them ${describe(inOrder.at(-1))}`,
      expected: `at most ${names.length} (${names.join(', ')}), and options`,
    });
  }
  const bound = new Map<string, unknown>(Object.entries(options ?? {}));
  inOrder.forEach((value, i) => {
    const name = names[i] as string;
    if (value === undefined) return;
    if (bound.has(name)) throw new ArgumentError({ who, seen: `${name} is given twice`, expected: 'once' });
    bound.set(name, value);
  });
  return bound;
}
