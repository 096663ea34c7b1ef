import { describeKind } from '../authoring/describe-value.ts';
import type { TensorValue, Value } from '../sandbox/types.ts';
import { isTensorValue } from '../sandbox/values.ts';
import { cleanText } from '../schema/clean-text.ts';

/** A value of a token fits in far fewer; what a function returns need not. */
const MAX_LINES = 200;
const MAX_ROW = 4_000;

/**
 * A value to read, and to copy into a test of one's own: numbers are written so that they read back as the same
 * ones. A tensor says its dtype and shape first; its innermost rows stand on a line each.
 *
 * ```
 * float32 tensor of shape (2, 3)
 * [[1, 2, 3],
 *  [0.1, NaN, -Infinity]]
 * ```
 */
export function valueText(value: Value): string[] {
  if (!isTensorValue(value)) return [cutRow(plainText(value))];
  const lines = [describeKind(value).replace(/^a /, ''), ...tensorRows(value)];
  return lines.length > MAX_LINES
    ? [...lines.slice(0, MAX_LINES), `… ${lines.length - MAX_LINES} more lines`]
    : lines;
}

function plainText(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(cleanText(value));
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (isTensorValue(value)) return `${describeKind(value).replace(/^a /, '')} ${tensorRows(value).join(' ')}`;
  if (Array.isArray(value)) return `[${value.map(plainText).join(', ')}]`;
  if ('kind' in value && (value.kind === 'handle' || value.kind === 'not-filled')) return describeKind(value);
  const entries = Object.entries(value as Readonly<Record<string, Value>>);
  return `{ ${entries.map(([key, item]) => `${keyText(key)}: ${plainText(item)}`).join(', ')} }`;
}

const keyText = (key: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(cleanText(key));

/** The elements in nested brackets, a line for each innermost row. */
function tensorRows({ dtype, shape, data }: TensorValue): string[] {
  const elements = Array.from<number | bigint, string>(data, (x) => elementText(x, dtype));
  if (elements.length === 0) return ['no elements'];
  const rank = shape.length;
  const width = shape[rank - 1] ?? 1;
  const rows = elements.length / width;
  return Array.from({ length: rows }, (_, row) => {
    const opens = bracketsAt(row, shape);
    const isLast = row === rows - 1;
    const closes = isLast ? rank : bracketsAt(row + 1, shape);
    const inside = cutRow(elements.slice(row * width, (row + 1) * width).join(', '));
    return `${' '.repeat(rank - opens)}${'['.repeat(opens)}${inside}${']'.repeat(closes)}${isLast ? '' : ','}`;
  });
}

/** How many axes begin anew at an innermost row: all of them at the first, at least its own at any. */
function bracketsAt(row: number, shape: readonly number[]): number {
  if (row === 0) return shape.length;
  let count = 1;
  let rest = row;
  for (let axis = shape.length - 2; axis > 0; axis--) {
    const size = shape[axis] as number;
    if (rest % size !== 0) break;
    count += 1;
    rest /= size;
  }
  return count;
}

function elementText(x: number | bigint, dtype: TensorValue['dtype']): string {
  if (dtype === 'bool') return x ? 'true' : 'false';
  if (typeof x === 'number' && dtype === 'float32' && Number.isFinite(x)) return shortestSingle(x);
  return Object.is(x, -0) ? '-0' : String(x);
}

/** The fewest digits that name this float32: 0.1, not 0.10000000149011612. */
function shortestSingle(x: number): string {
  if (Object.is(x, -0)) return '-0';
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(x.toPrecision(digits));
    if (Math.fround(short) === x) return String(short);
  }
  return String(Number(x.toPrecision(9)));
}

const cutRow = (row: string): string => (row.length > MAX_ROW ? `${row.slice(0, MAX_ROW)} …` : row);
