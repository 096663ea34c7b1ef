import { bool, type Dtype, float64, int64 } from '../core/dtype.ts';
import { product, shapeText } from '../core/shape.ts';
import { shownElements, shownIndices } from '../core/shown-elements.ts';
import { floatStyle, scalarText } from './float-style.ts';
import type { NdArray } from './nd-array.ts';
import { printOptions } from './print-options.ts';

/** The dtypes that show in the elements themselves; `repr` names every other one. */
const implied: readonly Dtype[] = [float64, int64, bool];

/** An array as NumPy's `str` writes it: `[[1.  2.5]\n [3.  4. ]]`. */
export function arrayText(a: NdArray): string {
  if (a.ndim === 0) return scalarElementText(a);
  return blockText(a, { separator: ' ', prefix: '', suffix: '' });
}

/** An array as NumPy's `repr` writes it: `array([1. , 2.5])`. */
export function reprText(a: NdArray): string {
  const prefix = 'array(';
  const named = a.size === 0 || !implied.includes(a.dtype);
  const suffix = named ? ',' : ')';
  const body =
    a.size > 0 || a.ndim === 1
      ? blockText(a, { separator: ', ', prefix, suffix })
      : `[], shape=${shapeText(a.sizes)}`;
  const text = prefix + body + suffix;
  if (!named) return text;
  const note = `dtype=${a.dtype.name})`;
  const used = text.length - (text.lastIndexOf('\n') + 1);
  return used + note.length + 1 > printOptions.linewidth
    ? `${text}\n${' '.repeat(prefix.length)}${note}`
    : `${text} ${note}`;
}

function scalarElementText(a: NdArray): string {
  const value = a.elements()[0] as number | bigint;
  if (a.dtype === bool) return value === 0 ? 'False' : 'True';
  return a.dtype.isFloatingPoint ? scalarText(Number(value), a.dtype) : String(value);
}

interface Frame {
  /** Between the elements of a row. */
  readonly separator: string;
  /** What stands before the first bracket, on the first line. */
  readonly prefix: string;
  /** What will stand behind the last bracket. */
  readonly suffix: string;
}

function blockText(a: NdArray, { separator, prefix, suffix }: Frame): string {
  if (a.size === 0) return '[]';
  const elements = a.elements();
  const { threshold, edgeitems: edge } = printOptions;
  const shown = shownIndices(a.sizes, { summarize: elements.length > threshold, edge });
  const write = styleOf(shownElements(elements, a.sizes, shown), a.dtype, a.ndim);
  const comma = separator.trimEnd();

  /** One dimension of the block that begins at element `start`; `indent` is the column of its bracket. */
  const block = (dim: number, start: number, indent: number, width: number): string => {
    if (dim === a.ndim) return write(elements[start] as number | bigint);
    const step = product(a.sizes.slice(dim + 1));
    const parts = (shown[dim] ?? []).map((i) =>
      i === null ? '...' : block(dim + 1, start + i * step, indent + 1, width - 1),
    );
    const margin = ' '.repeat(indent + 1);
    if (dim === a.ndim - 1)
      return `[${filledLines(parts, separator, margin, width - Math.max(comma.length, 1))}]`;
    return `[${parts.join(`${comma}${'\n'.repeat(a.ndim - 1 - dim)}${margin}`)}]`;
  };
  return block(0, 0, prefix.length, printOptions.linewidth - suffix.length);
}

/** The words of one row, broken into lines of at most `width` characters; later lines begin with `margin`. */
function filledLines(words: readonly string[], separator: string, margin: string, width: number): string {
  const lines: string[] = [];
  let line = margin;
  words.forEach((word, i) => {
    if (line.length + word.length > width && line.length > margin.length) {
      lines.push(line.trimEnd());
      line = margin;
    }
    line += i < words.length - 1 ? word + separator : word;
  });
  return [...lines, line].join('\n').slice(margin.length);
}

function styleOf(
  values: readonly (number | bigint)[],
  dtype: Dtype,
  ndim: number,
): (value: number | bigint) => string {
  if (dtype === bool) {
    // Padded to the longer word even where it does not occur, except in an array without dimensions.
    const yes = ndim === 0 ? 'True' : ' True';
    return (value) => (value === 0 ? 'False' : yes);
  }
  if (dtype.isFloatingPoint) {
    const write = floatStyle(values.map(Number), dtype, printOptions);
    return (value) => write(Number(value));
  }
  const width = values.reduce<number>((most, value) => Math.max(most, String(value).length), 0);
  return (value) => String(value).padStart(width);
}
