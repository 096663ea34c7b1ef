import { type Fields, fields, list, number, text } from '../driver/read.ts';
import { MissingError } from '../driver/runtime.ts';
import type { Failure } from '../driver/verdict.ts';
import { notebooks } from '../notebooks/index.ts';

/** What a cell shows: what it prints, and the value of its last expression as the notebook displays it. */
export interface CellText {
  readonly stdout?: string;
  readonly out?: string;
}

/** A notebook as a function of its seed: one text for each cell. */
export type Notebook = (seed: number) => readonly CellText[];

/** A notebook cell by cell. Once a cell has spoken of training, a printed number may be off by its last digit. */
export function runNotebook(recorded: Fields): Failure {
  const name = text(recorded.id, 'id').split('#')[0] ?? '';
  const notebook = notebooks[name];
  if (notebook === undefined) throw new MissingError(`no port of the notebook ${name}`);
  const got = notebook(number(recorded.seed, 'seed'));
  const cells = list(recorded.cells, 'cells').map((cell) => fields(cell, 'cell'));
  if (got.length !== cells.length) return `${got.length} cells, not ${cells.length}`;
  let trained = false;
  for (const [i, cell] of cells.entries()) {
    trained ||= /\.backward\(|\.fit\(/.test(text(cell.src, 'src'));
    for (const part of ['stdout', 'out'] as const) {
      const want = cell[part] === undefined ? '' : text(cell[part], part);
      const own = got[i]?.[part] ?? '';
      const same = trained ? sameButLastDigits(own, want) : own === want;
      if (!same) return `cell ${i}, ${part}:\n--- want\n${want}\n--- got\n${own}\n--- source\n${cell.src}`;
    }
  }
  return undefined;
}

const printedNumber = /-?\d+(?:\.\d*)?(?:e[-+]?\d+)?/g;

/** Whether two texts differ at most in the last digit of their numbers, by one. */
export function sameButLastDigits(got: string, want: string): boolean {
  if (got === want) return true;
  if (got.replace(printedNumber, '0') !== want.replace(printedNumber, '0')) return false;
  const ours = got.match(printedNumber) ?? [];
  const theirs = want.match(printedNumber) ?? [];
  return theirs.every((number, i) => {
    const other = ours[i] ?? '';
    if (other === number) return true;
    // Whole numbers count things; they must agree.
    if (!number.includes('.')) return false;
    return Math.abs(Number(other) - Number(number)) <= 1.000001 * lastDigit(number);
  });
}

/** What one step of a number's last printed digit is worth: 0.01 for 3.14, 10 for 1.2e2. */
function lastDigit(number: string): number {
  const [mantissa = '', exponent = '0'] = number.split('e');
  return 10 ** (Number(exponent) - (mantissa.split('.')[1] ?? '').length);
}
