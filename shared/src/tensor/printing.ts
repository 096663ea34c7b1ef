import { fixed, scientific } from '../core/decimal.ts';
import { bool, type Dtype, float32, int64, type TypedArray } from '../core/dtype.ts';
import { product, shapeText } from '../core/shape.ts';
import { shownElements, shownIndices } from '../core/shown-elements.ts';
import { cpu } from '../device/devices.ts';
import { elementsOf } from './elements.ts';
import { printOptions } from './print-options.ts';
import type { Tensor } from './tensor.ts';

const prefix = 'tensor(';

/** The dtypes that numbers have of themselves; every other one is named behind the elements. */
const unnamed: readonly Dtype[] = [float32, int64, bool];

/** A tensor as PyTorch prints it: `tensor([[1., 2.],\n        [3., 4.]])`. */
export function tensorText(x: Tensor): string {
  const notes: string[] = [];
  const empty = x.numel() === 0;
  if (x.device !== cpu) notes.push(`device='${x.device}'`);
  if (empty && x.ndim !== 1) notes.push(`size=${shapeText(x.sizes)}`);
  if (empty ? x.dtype !== float32 : !unnamed.includes(x.dtype)) notes.push(`dtype=${x.dtype}`);
  if (x.gradFn !== null) notes.push(`grad_fn=${x.gradFn}`);
  else if (x.requiresGrad) notes.push('requires_grad=True');
  return withNotes(prefix + (empty ? '[]' : bodyText(x)), notes);
}

/** Adds the notes behind the elements; one that would pass the line's end starts a line of its own. */
function withNotes(body: string, notes: readonly string[]): string {
  let text = body;
  let used = body.length - body.lastIndexOf('\n') + 1;
  for (const note of notes) {
    if (used + note.length + 2 > printOptions.linewidth) {
      text += `,\n${' '.repeat(prefix.length)}${note}`;
      used = prefix.length + note.length;
    } else {
      text += `, ${note}`;
      used += note.length + 2;
    }
  }
  return `${text})`;
}

function bodyText(x: Tensor): string {
  const elements = elementsOf(x);
  const { threshold, edgeitems: edge } = printOptions;
  const shown = shownIndices(x.sizes, { summarize: elements.length > threshold, edge });
  const style = styleOf(shownElements(elements, x.sizes, shown), x.dtype);

  /** One dimension of the block that begins at element `start`; `indent` is the column of its bracket. */
  const block = (dim: number, start: number, indent: number): string => {
    const rest = x.sizes.slice(dim + 1);
    const step = product(rest);
    if (dim === x.ndim) return element(elements, start, style);
    if (rest.length === 0) {
      const words = (shown[dim] ?? []).map((i) =>
        i === null ? ' ...' : element(elements, start + i, style),
      );
      return row(words, indent, style.width);
    }
    const blocks = (shown[dim] ?? []).map((i) =>
      i === null ? '...' : block(dim + 1, start + i * step, indent + 1),
    );
    // Matrices are set apart by one blank line, blocks of matrices by two.
    return `[${blocks.join(`,${'\n'.repeat(rest.length)}${' '.repeat(indent + 1)}`)}]`;
  };
  return block(0, 0, prefix.length);
}

/** The elements of one row, broken into lines. */
function row(words: readonly string[], indent: number, width: number): string {
  const perLine = Math.max(1, Math.floor((printOptions.linewidth - indent) / (width + 2)));
  const lines: string[] = [];
  for (let at = 0; at < words.length; at += perLine) lines.push(words.slice(at, at + perLine).join(', '));
  return `[${lines.join(`,\n${' '.repeat(indent + 1)}`)}]`;
}

/** How the elements of one tensor are written: all alike, so that columns line up. */
interface Style {
  readonly width: number;
  readonly write: (value: number | bigint) => string;
}

function styleOf(values: readonly (number | bigint)[], dtype: Dtype): Style {
  if (dtype.kind === 'bool') return aligned(values, (value) => (value === 0 ? 'False' : 'True'));
  if (dtype.kind === 'integer') return aligned(values, String);
  return floatStyle(values.map(Number));
}

/**
 * Whole numbers print as `1.`, others with `precision` digits; exponents where the sizes of the finite
 * elements other than 0 lie more than a factor of 1000 apart, pass 1e8 or, for fractions, fall below 1e-4.
 */
function floatStyle(values: readonly number[]): Style {
  const { precision, sciMode } = printOptions;
  const telling = values.filter((value) => Number.isFinite(value) && value !== 0);
  const whole = telling.every(Number.isInteger);
  let largest = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (const value of telling) {
    largest = Math.max(largest, Math.abs(value));
    smallest = Math.min(smallest, Math.abs(value));
  }
  const spread = telling.length > 0 && (largest / smallest > 1000 || largest > 1e8);
  const exponents = spread || (!whole && smallest < 1e-4);

  // Where nothing tells, zeros print as whole numbers whatever `sciMode` says.
  const write = notation(telling.length === 0 ? false : (sciMode ?? exponents), whole, precision);
  // The width follows from the values even where `sciMode` overrules the notation: PyTorch's order of steps.
  const measured = telling.length === 0 ? [] : telling.map(notation(exponents, whole, precision));
  return {
    width: measured.reduce((width, text) => Math.max(width, text.length), 1),
    write: (value) => write(Number(value)),
  };
}

function notation(exponents: boolean, whole: boolean, precision: number): (value: number) => string {
  if (exponents) return (value) => scientific(value, precision);
  if (whole) return (value) => (Number.isFinite(value) ? `${fixed(value, 0)}.` : fixed(value, 0));
  return (value) => fixed(value, precision);
}

function aligned(values: readonly (number | bigint)[], write: (value: number | bigint) => string): Style {
  return { width: values.reduce<number>((width, value) => Math.max(width, write(value).length), 1), write };
}

function element(elements: TypedArray, at: number, style: Style): string {
  return style.write(elements[at] as number | bigint).padStart(style.width);
}
