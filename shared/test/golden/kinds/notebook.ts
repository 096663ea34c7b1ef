import { type Device, torch } from '#torch';
import { tolerance } from '../driver/compare.ts';
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

/**
 * Cells whose numbers rounding decides, by their source, and the share by which a number may then differ.
 *
 * A bias in front of batch norm has no gradient: what is computed for it is rounding alone, which Adam divides by its
 * own size and makes steps of. PyTorch 1.13 itself prints numbers up to 2.5 % apart with another number of threads,
 * another BLAS or other vector instructions.
 */
const undecided: readonly { readonly source: RegExp; readonly share: number }[] = [
  { source: /nn\.Linear\([^()]*\), nn\.BatchNorm[\s\S]*optim\.Adam[\s\S]*\.backward\(/, share: 0.05 },
];

/** What float32 carries: PyTorch itself prints other digits behind that with another BLAS. */
const single = 1e-6;

/**
 * A notebook cell by cell, with `device` as the default. From the first cell that speaks of training on, numbers may differ
 * in what rounding decides; on another device than the CPU in all cells, and by the tolerance of the case.
 */
export function runNotebook(recorded: Fields, device: Device | 'cpu' = 'cpu'): Failure {
  const got = ranOn(device, portOf(recorded), number(recorded.seed, 'seed'));
  const cells = list(recorded.cells, 'cells').map((cell) => fields(cell, 'cell'));
  if (got.length !== cells.length) return `${got.length} cells, not ${cells.length}`;
  const isElsewhere = device !== 'cpu';
  const bound = Math.max(single, tolerance(recorded.tol).relative);
  let rounds = isElsewhere;
  for (const [i, cell] of cells.entries()) {
    const source = text(cell.src, 'src');
    // What such a cell shows is the device itself.
    if (isElsewhere && /device|cuda/.test(source)) continue;
    rounds ||= /\.backward\(|\.fit\(/.test(source);
    const share = undecided.find((one) => one.source.test(source))?.share ?? bound;
    for (const part of ['stdout', 'out'] as const) {
      const wanted = cell[part] === undefined ? '' : text(cell[part], part);
      const shown = got[i]?.[part] ?? '';
      const [own, want] = isElsewhere ? [withoutDevice(shown), withoutDevice(wanted)] : [shown, wanted];
      const same = rounds ? sameButRounding(own, want, share) : own === want;
      if (!same) return `cell ${i}, ${part}:\n--- want\n${want}\n--- got\n${own}\n--- source\n${cell.src}`;
    }
  }
  return undefined;
}

function portOf({ id }: Fields): Notebook {
  const name = text(id, 'id').split('#')[0] ?? '';
  const notebook = notebooks[name];
  if (notebook === undefined) throw new MissingError(`no port of the notebook ${name}`);
  return notebook;
}

function ranOn(device: Device | 'cpu', notebook: Notebook, seed: number): readonly CellText[] {
  if (device === 'cpu') return notebook(seed);
  torch.setDefaultDevice(device);
  try {
    return notebook(seed);
  } finally {
    torch.setDefaultDevice(null);
  }
}

/** A text as it is where tensors do not say where they live, which breaks their lines elsewhere, too. */
function withoutDevice(shown: string): string {
  return shown.replaceAll(/\s+/g, ' ').replaceAll(/, device='[^']*'/g, '');
}

const printedNumber = /-?\d+(?:\.\d*)?(?:e[-+]?\d+)?/g;

/**
 * Whether two texts differ in their numbers only, and there by no more than one in the last printed digit, or than
 * `share` of the number; in a tensor, of its largest number, since sums that come out near 0 have the rounding of
 * their terms.
 */
export function sameButRounding(got: string, want: string, share = single): boolean {
  if (got === want) return true;
  if (got.replace(printedNumber, '0') !== want.replace(printedNumber, '0')) return false;
  const ours = [...got.matchAll(printedNumber)].map(([digits]) => digits);
  return [...want.matchAll(printedNumber)].every(({ 0: digits, index }, i) => {
    const other = ours[i] ?? '';
    if (other === digits) return true;
    // Whole numbers count things; they must agree.
    if (!digits.includes('.')) return false;
    const bound = Math.max(1.000001 * lastDigit(digits), share * scaleAt(want, index, Number(digits)));
    return Math.abs(Number(other) - Number(digits)) <= bound;
  });
}

/** The largest number of the tensor that is printed around a place, or the number there itself. */
function scaleAt(printed: string, place: number, value: number): number {
  for (const { 0: tensor, index } of printed.matchAll(/tensor\([^()]*\)/g)) {
    if (index <= place && place < index + tensor.length) {
      return Math.max(...(tensor.match(printedNumber) ?? []).map((digits) => Math.abs(Number(digits))));
    }
  }
  return Math.abs(value);
}

/** What one step of a number's last printed digit is worth: 0.01 for 3.14, 10 for 1.2e2. */
function lastDigit(number: string): number {
  const [mantissa = '', exponent = '0'] = number.split('e');
  return 10 ** (Number(exponent) - (mantissa.split('.')[1] ?? '').length);
}
