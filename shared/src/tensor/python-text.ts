import { floatText } from '../core/python.ts';

/**
 * A value as Python's `str` writes it. Numbers that are whole print as ints, since JavaScript's have no mark;
 * arrays print as lists, plain objects as dicts.
 */
export function pythonText(value: unknown): string {
  return typeof value === 'string' ? value : inner(value, []);
}

function inner(value: unknown, around: readonly unknown[]): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number')
    return Number.isInteger(value) && !Object.is(value, -0) ? wholeText(value) : floatText(value);
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  if (around.includes(value)) return '...';
  const path = [...around, value];
  // A subclass of Array with a text of its own (a Size) is asked for it, as any other class is.
  if (Object.getPrototypeOf(value) === Array.prototype && Array.isArray(value)) {
    return `[${value.map((item) => inner(item, path)).join(', ')}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${quoted(key)}: ${inner(item, path)}`)
      .join(', ')}}`;
  }
  return String(value);
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
