import { pythonText } from '../../../src/tensor/python-text.ts';

/** Where a notebook begins a new line. */
const WIDTH = 79;

/** What a notebook shows for the last value of a cell; nothing for None. Arrays are tuples. */
export function displayed(value: unknown): string {
  return value === undefined || value === null ? '' : laidOut(value, 0, 0);
}

/**
 * A value from a column on, with `behind` more characters to come on its last line. What does not fit, or has
 * several lines, is broken between its entries, the outermost first.
 */
function laidOut(value: unknown, column: number, behind: number): string {
  const [open, entries, close] = parts(value);
  if (entries.length === 0) return open.replaceAll('\n', `\n${' '.repeat(column)}`) + close;
  const start = column + open.length;
  const flat = `${open}${entries.map((entry) => laidOut(entry, 0, 0)).join(', ')}${close}`;
  if (!flat.includes('\n') && column + flat.length + behind <= WIDTH) return flat;
  const lines = entries.map((entry, i) =>
    laidOut(entry, start, i === entries.length - 1 ? close.length + behind : 1),
  );
  return `${open}${lines.join(`,\n${' '.repeat(start)}`)}${close}`;
}

function parts(value: unknown): readonly [open: string, entries: readonly unknown[], close: string] {
  if (isStateDict(value)) return ['OrderedDict([', Object.entries(value), '])'];
  if (Array.isArray(value) && Object.getPrototypeOf(value) === Array.prototype) return ['(', value, ')'];
  // A text has its quotes, as an entry and on its own.
  return [typeof value === 'string' ? pythonText([value]).slice(1, -1) : pythonText(value), [], ''];
}

function isStateDict(value: unknown): value is object {
  return typeof value === 'object' && value !== null && value.constructor.name === 'StateDict';
}
