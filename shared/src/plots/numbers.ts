import { ArgumentError, describe, ValueError } from '../core/errors.ts';
import { shapeText } from '../core/shape.ts';

type Nested = number | boolean | bigint | readonly Nested[];

/**
 * Numbers to be drawn: an array, an array of arrays, a typed array, or anything that gives nested arrays by
 * `tolist()`, as a tensor (whether it requires gradients or not) and a NumPy array do.
 */
export type Numbers =
  | readonly Nested[]
  | Float32Array
  | Float64Array
  | Int32Array
  | Uint8Array
  | BigInt64Array
  | { tolist(): unknown };

/**
 * The numbers in a row; axes of size 1 do not count, so (n, 1) is as good as (n,).
 *
 * @throws TypeError at what is no number, ValueError for a table.
 */
export function vectorOf(who: string, name: string, source: Numbers): number[] {
  const { sizes, values } = flatten(who, name, source);
  if (sizes.filter((size) => size !== 1).length <= 1) return values;
  throw new ValueError({
    who,
    seen: `${name} has shape ${shapeText(sizes)}`,
    expected: 'one number for each point: (n,) or (n, 1)',
    hint: 'did you mean one column of it?',
  });
}

/**
 * The rows of a table (n, columns).
 *
 * @throws TypeError at what is no number, ValueError for another shape.
 */
export function rowsOf(who: string, name: string, source: Numbers, columns?: number): number[][] {
  const { sizes, values } = flatten(who, name, source);
  const [count = 0, width = 0, ...rest] = sizes;
  if (sizes.length !== 2 || rest.length > 0 || (columns !== undefined && width !== columns)) {
    throw new ValueError({
      who,
      seen: `${name} has shape ${shapeText(sizes)}`,
      expected: `one row for each point: (n, ${columns ?? 'k'})`,
    });
  }
  return Array.from({ length: count }, (_, row) => values.slice(row * width, (row + 1) * width));
}

/** Throws ValueError unless two rows of numbers have the same length. */
export function requireSameLength(
  who: string,
  [name, values]: readonly [string, readonly unknown[]],
  [otherName, others]: readonly [string, readonly unknown[]],
): void {
  if (values.length === others.length) return;
  throw new ValueError({
    who,
    seen: `${name} has ${values.length} numbers and ${otherName} ${others.length}`,
    expected: 'as many of the one as of the other',
  });
}

function flatten(who: string, name: string, source: Numbers): { sizes: number[]; values: number[] } {
  const nested = nestedOf(source);
  const values: number[] = [];
  const sizes: number[] = [];
  const refuse = (seen: string, expected: string): never => {
    throw new ArgumentError({ who, seen: `${name} ${seen}`, expected });
  };
  const visit = (level: unknown, depth: number): void => {
    if (!Array.isArray(level)) {
      if (depth < sizes.length) refuse('has rows and single numbers side by side', 'rows of one length');
      if (!isNumber(level))
        refuse(`holds ${describe(level)}`, 'numbers: an array, a tensor or a NumPy array');
      values.push(Number(level));
      return;
    }
    // A number came before at this depth: only then are there values without a size.
    if (sizes[depth] === undefined && values.length > 0)
      refuse('has rows and single numbers side by side', 'rows of one length');
    sizes[depth] ??= level.length;
    if (sizes[depth] !== level.length)
      refuse(`has rows of ${sizes[depth]} and of ${level.length}`, 'rows of one length');
    for (const item of level) visit(nestedOf(item), depth + 1);
  };
  if (!Array.isArray(nested))
    refuse(
      `is ${isNumber(nested) ? 'a single number' : describe(source)}`,
      'an array, a tensor or a NumPy array',
    );
  visit(nested, 0);
  return { sizes, values };
}

function nestedOf(source: unknown): unknown {
  if (Array.isArray(source)) return source;
  if (ArrayBuffer.isView(source) && !(source instanceof DataView)) return Array.from(source as Float64Array);
  if (typeof source === 'object' && source !== null && 'tolist' in source) {
    if (typeof source.tolist === 'function') return source.tolist();
  }
  return source;
}

const isNumber = (value: unknown): boolean =>
  typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';

/**
 * What a model gives for n points, as a table of n rows: (n,) counts as one column.
 *
 * @throws TypeError at what is no number, ValueError where a number is NaN or the rows are not n.
 */
export function outputRows(who: string, source: Numbers, n: number): number[][] {
  const { sizes, values } = flatten(who, "the model's output", source);
  const [count, width = 1] = sizes;
  if (sizes.length === 0 || sizes.length > 2 || count !== n) {
    throw new ValueError({
      who,
      seen: `the model gives shape ${shapeText(sizes)} for ${n} points`,
      expected: `(${n},), (${n}, 1) or (${n}, classes)`,
    });
  }
  if (values.some(Number.isNaN)) {
    throw new ValueError({
      who,
      seen: 'the model gives NaN',
      expected: 'numbers',
      hint: 'did the training diverge? A smaller learning rate may help',
    });
  }
  return Array.from({ length: n }, (_, row) => values.slice(row * width, (row + 1) * width));
}
