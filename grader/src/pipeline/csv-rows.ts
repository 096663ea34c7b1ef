import { existsSync, readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { InputError } from '../schema/input-error.ts';
import { didYouMean } from '../schema/nearest.ts';

/** One row of a CSV file: its cells by column, empty cells left out. */
export interface CsvRow {
  /** The file and line, for errors: 'roster.csv line 3'. */
  readonly where: string;
  readonly cells: Readonly<Record<string, string>>;
}

interface Columns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** The rows of a CSV file with a header; none when the file is not there. */
export function readCsvRows(path: string, columns: Columns): CsvRow[] {
  if (!existsSync(path)) return [];
  const table = parseTable(path);
  const header = table[0]?.cells;
  if (header === undefined)
    throw new InputError({ who: path, seen: 'the file is empty', expected: wanted(columns) });
  checkHeader(path, header, columns);
  return table.slice(1).map(({ cells, line }) => ({
    where: `${path} line ${line}`,
    cells: Object.fromEntries(
      header.map((column, i) => [column, cells[i] ?? '']).filter(([, cell]) => cell !== ''),
    ),
  }));
}

function parseTable(path: string): { cells: string[]; line: number }[] {
  const rows: { cells: string[]; line: number }[] = [];
  try {
    parse(readFileSync(path), {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines }) => {
        rows.push({ cells, line: lines });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InputError({
      who: path,
      seen: error.message,
      hint: 'a cell that holds a comma or a line break stands in double quotes',
    });
  }
  return rows;
}

function checkHeader(path: string, header: readonly string[], columns: Columns): void {
  const known = [...columns.required, ...columns.optional];
  const fault = (seen: string, hint: { hint?: string } = {}) =>
    new InputError({ who: `${path} line 1`, seen, expected: wanted(columns), ...hint });
  for (const [index, column] of header.entries()) {
    if (!known.includes(column)) throw fault(`unknown column "${column}"`, didYouMean(column, known));
    if (header.indexOf(column) !== index) throw fault(`the column "${column}" stands there twice`);
  }
  const missing = columns.required.find((column) => !header.includes(column));
  if (missing !== undefined) throw fault(`the column "${missing}" is missing`);
}

const wanted = ({ required, optional }: Columns): string =>
  `the columns ${required.join(', ')}${optional.length > 0 ? `; and any of ${optional.join(', ')}` : ''}`;
