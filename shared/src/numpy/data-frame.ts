import { fixed, scientific } from '../core/decimal.ts';
import { ArgumentError, describe, ValueError } from '../core/errors.ts';
import { inspect } from '../core/inspect.ts';
import { isScalar, type Scalar } from '../core/python.ts';
import { readCall } from './arguments.ts';
import { round } from './arithmetic.ts';
import { NdArray } from './nd-array.ts';
import { asarray } from './reading.ts';

/** A cell: a number, a truth value or a text. */
export type Cell = Scalar | string;

/** Columns by name, or rows: each by name, or in order with `columns` naming them. */
export type FrameData =
  | Readonly<Record<string, readonly Cell[] | NdArray>>
  | readonly Readonly<Record<string, Cell>>[]
  | readonly (readonly Cell[])[];

export interface FrameOptions {
  /** The names of the rows; 0, 1, … unless given. */
  readonly index?: readonly (string | number)[];
  /** The names of the columns, and their order. */
  readonly columns?: readonly string[];
}

/** One column: numbers and truth values in an array, texts in a list. */
type Column = NdArray | readonly string[];

/** Digits behind the point, at most: pandas' `display.precision`. */
const PRECISION = 6;

/**
 * A small table that prints as pandas prints a `DataFrame`: named columns, named rows.
 *
 * ```ts
 * const table = new DataFrame({ w0: [-0.769, -1.2242], w1: [45.4969, 45.426] }, { index: ['sklearn', 'pytorch'] });
 * table.round(2); // →            w0     w1\nsklearn -0.77  45.50\npytorch -1.22  45.43
 * ```
 */
export class DataFrame {
  readonly columns: readonly string[];
  readonly index: readonly string[];
  readonly #columns: readonly Column[];

  /** @throws ValueError for columns of unequal lengths, or names that do not fit them. */
  constructor(data: FrameData, options: FrameOptions = {}) {
    const { index, columns } = readCall('DataFrame', [options], [], ['index', 'columns']);
    const byName = Array.isArray(data) ? columnsOfRows(data, columns) : columnsOfRecord(data);
    const names = columns === undefined ? [...byName.keys()] : namesOf('columns', columns);
    this.columns = names;
    this.#columns = names.map((name) => {
      const column = byName.get(name);
      if (column === undefined) {
        throw new ValueError({
          who: 'DataFrame',
          seen: `no column ${name}`,
          expected: `one of ${[...byName.keys()].join(', ')}`,
        });
      }
      return column;
    });
    const length = this.#columns[0]?.length ?? 0;
    this.index = index === undefined ? Array.from({ length }, (_, i) => String(i)) : namesOf('index', index);
    this.#columns.forEach((column, i) => {
      if (column.length === this.index.length) return;
      throw new ValueError({
        who: 'DataFrame',
        seen: `column ${names[i]} has ${column.length} entries, there are ${this.index.length} rows`,
        expected: 'all columns (and the index) of one length',
      });
    });
  }

  /** (rows, columns). */
  get shape(): readonly [number, number] {
    return [this.index.length, this.columns.length];
  }

  /** One column, as an array or as a list of texts. @throws ValueError for a name that is not there. */
  column(name: string): NdArray | readonly string[] {
    const found = this.#columns[this.columns.indexOf(name)];
    if (found === undefined) {
      throw new ValueError({
        who: 'DataFrame.column',
        seen: `no column ${name}`,
        expected: `one of ${this.columns.join(', ')}`,
      });
    }
    return found;
  }

  /** The table with all numbers rounded to so many decimals; a half goes to the even digit. */
  round(decimals = 0): DataFrame {
    const rounded = this.#columns.map((column) =>
      column instanceof NdArray ? round(column, decimals) : column,
    );
    const data = Object.fromEntries(this.columns.map((name, i) => [name, rounded[i] as Column]));
    return new DataFrame(data, { index: this.index, columns: this.columns });
  }

  /** What pandas prints. */
  toString(): string {
    if (this.columns.length === 0 || this.index.length === 0) {
      return `Empty DataFrame\nColumns: [${this.columns.join(', ')}]\nIndex: [${this.index.join(', ')}]`;
    }
    const margin = longest(this.index);
    const lines = ['', ...this.index].map((name) => name.padEnd(margin));
    this.#columns.forEach((column, i) => {
      const cells = column instanceof NdArray ? arrayCells(column) : column.map((text) => ` ${text}`);
      const name = this.columns[i] ?? '';
      // Numbers keep a place for their sign, and so do their names.
      const texts = [column instanceof NdArray ? ` ${name}` : name, ...cells];
      const width = longest(texts);
      texts.forEach((text, row) => {
        lines[row] += ` ${text.padStart(width)}`;
      });
    });
    return lines.join('\n');
  }

  /** What `console.log(frame)` shows in Node. */
  [inspect](): string {
    return this.toString();
  }
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, text.length), 0);
}

function namesOf(what: string, names: unknown): string[] {
  if (Array.isArray(names)) return names.map(String);
  throw new ArgumentError({
    who: 'DataFrame',
    seen: `${what} is ${describe(names)}`,
    expected: 'a list of names',
  });
}

function columnOf(name: string, cells: unknown): Column {
  const who = 'DataFrame';
  if (Array.isArray(cells) && cells.length > 0 && cells.every((cell) => typeof cell === 'string'))
    return cells;
  if (Array.isArray(cells) && !cells.every(isScalar)) {
    throw new ArgumentError({
      who,
      seen: `column ${name} mixes kinds`,
      expected: 'numbers only or texts only',
    });
  }
  const column = asarray(who, cells);
  if (column.ndim !== 1) {
    throw new ValueError({
      who,
      seen: `column ${name} has ${column.ndim} dimensions`,
      expected: '1',
    });
  }
  return column;
}

function columnsOfRecord(data: object): Map<string, Column> {
  return new Map(Object.entries(data).map(([name, cells]) => [name, columnOf(name, cells)]));
}

function columnsOfRows(rows: readonly unknown[], columns: unknown): Map<string, Column> {
  const [first] = rows;
  const inOrder = Array.isArray(first);
  const known = inOrder ? Array.from(first, (_, i) => String(i)) : Object.keys(Object(first));
  const names = columns === undefined ? known : namesOf('columns', columns);
  return new Map(
    names.map((name, i) => {
      const cells = rows.map((row) => Reflect.get(Object(row), inOrder ? i : name) as unknown);
      const missing = cells.indexOf(undefined);
      if (missing >= 0)
        throw new ValueError({ who: 'DataFrame', seen: `row ${missing} has no entry for column ${name}` });
      return [name, columnOf(name, cells)];
    }),
  );
}

/** The cells of a column of numbers, each with a place for the sign. */
function arrayCells(column: NdArray): string[] {
  if (!column.dtype.isFloatingPoint) {
    return Array.from(column, (cell) =>
      column.dtype.kind === 'integer' && cell.item() < 0 ? `${cell}` : ` ${cell}`,
    );
  }
  const values = Array.from(column, (cell) => cell.item());
  const plain = withoutZeros(values.map((value) => cellText(value, fixed)));
  const sizes = values.map(Math.abs);
  const tiny = sizes.some((size) => size > 0 && size < 10 ** -PRECISION);
  const large = longest(plain) > PRECISION + 6 && sizes.some((size) => size > 1e6);
  return tiny || large ? values.map((value) => cellText(value, scientific)) : plain;
}

function cellText(value: number, write: (value: number, digits: number) => string): string {
  if (Number.isNaN(value)) return 'NaN';
  const text = write(value, PRECISION);
  return text.startsWith('-') ? text : ` ${text}`;
}

/** Takes off the zeros at the end that all cells of the column share, but one digit stays. */
function withoutZeros(cells: readonly string[]): string[] {
  const withPoint = cells.filter((cell) => cell.includes('.'));
  const spare = Math.min(...withPoint.map((cell) => /0*$/.exec(cell)?.[0].length ?? 0), PRECISION - 1);
  return cells.map((cell) => (cell.includes('.') && spare > 0 ? cell.slice(0, -spare) : cell));
}
