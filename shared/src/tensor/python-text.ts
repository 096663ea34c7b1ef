import { floatText } from '../core/python.ts';

/**
 * A value as Python's `str` writes it. Numbers that are whole print as ints, since JavaScript's have no mark;
 * arrays print as lists, plain objects and maps as dicts.
 */
export function pythonText(value: unknown): string {
  return typeof value === 'string' ? value : inner(value, []);
}

/** A value inside a container, where Python shows its `repr`; `around` are the containers it stands in. */
function inner(value: unknown, around: readonly unknown[]): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number')
    return Number.isInteger(value) && !Object.is(value, -0) ? wholeText(value) : floatText(value);
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  const path = [...around, value];
  const items = (list: Iterable<unknown>): string => Array.from(list, (item) => inner(item, path)).join(', ');
  const pairs = (entries: Iterable<readonly [unknown, unknown]>): string =>
    Array.from(entries, ([key, item]) => `${inner(key, path)}: ${inner(item, path)}`).join(', ');
  // A subclass of Array with a text of its own (a Size) is asked for it, as any other class is.
  if (Array.isArray(value) && prototype === Array.prototype) {
    return around.includes(value) ? '[...]' : `[${items(value)}]`;
  }
  if (value instanceof Set) return value.size === 0 ? 'set()' : `{${items(value)}}`;
  if (value instanceof Map) return around.includes(value) ? '{...}' : `{${pairs(value)}}`;
  if (prototype === Object.prototype || prototype === null) {
    return around.includes(value) ? '{...}' : `{${pairs(Object.entries(value))}}`;
  }
  return around.length > 0 && hasRepr(value) ? value.repr() : String(value);
}

/** Whether the class has a second text, for containers. An array without dimensions stands for NumPy's scalar. */
function hasRepr(value: object): value is { repr(): string } {
  return 'repr' in value && typeof value.repr === 'function' && !('ndim' in value && value.ndim === 0);
}

function wholeText(value: number): string {
  return Math.abs(value) < 1e16 ? String(value) : floatText(value);
}

/** Python's quotes: single, or double around a text that has single ones only. */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r');
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

/**
 * Prints the values on one line, a space between them: Python's `print`.
 *
 * ```ts
 * print('loss', 0.5, torch.tensor([1, 2])); // prints loss 0.5 tensor([1, 2])
 * ```
 */
export function print(...values: readonly unknown[]): void {
  console.log(values.map(pythonText).join(' '));
}
