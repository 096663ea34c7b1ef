import { fixed, scientific } from '../core/decimal.ts';
import { type Dtype, float32 } from '../core/dtype.ts';
import { exponentText, floatText } from '../core/python.ts';
import type { ArrayPrintOptions } from './print-options.ts';

/** The fewest decimal digits that read back as the same number of the dtype: `[digits, power of ten of the first]`. */
function shortest(size: number, dtype: Dtype): { digits: string; power: number } {
  let text = size.toExponential();
  if (dtype === float32) {
    for (let more = 0; more < 9; more++) {
      text = size.toExponential(more);
      if (Math.fround(Number(text)) === size) break;
    }
  }
  const [mantissa = '', power = '0'] = text.split('e');
  return { digits: mantissa.replace('.', '').replace(/0+$/, '') || '0', power: Number(power) };
}

function signOf(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : '';
}

function nonFinite(value: number): string {
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}

/** `whole.fraction` of a finite number with at most `precision` digits behind the point, no zeros at the end. */
function positional(value: number, dtype: Dtype, precision: number): string {
  const { digits, power } = shortest(Math.abs(value), dtype);
  if (digits.length - 1 - power > precision) {
    const text = fixed(value, precision);
    return precision === 0 ? `${text}.` : text.replace(/0+$/, '');
  }
  const whole = power < 0 ? '0' : digits.slice(0, power + 1).padEnd(power + 1, '0');
  const fraction = power < 0 ? '0'.repeat(-power - 1) + digits : digits.slice(power + 1);
  return `${signOf(value)}${whole}.${value === 0 ? '' : fraction}`;
}

/** `d.ddd` and the exponent of a finite number, with at most `precision` digits behind the point. */
function exponential(value: number, dtype: Dtype, precision: number): { mantissa: string; power: number } {
  const { digits, power } = shortest(Math.abs(value), dtype);
  if (digits.length - 1 <= precision) {
    return { mantissa: `${signOf(value)}${digits.charAt(0)}.${digits.slice(1)}`, power };
  }
  const [mantissa = '', rounded = '0'] = scientific(value, precision).split('e');
  const dotted = precision === 0 ? `${mantissa}.` : mantissa.replace(/0+$/, '');
  return { mantissa: dotted, power: Number(rounded) };
}

/** The part behind the point. */
function fractionOf(text: string): string {
  return text.slice(text.indexOf('.') + 1);
}

const longest = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, text.length), 0);

/** Whether the elements print with exponents: sizes far apart, or too large or too small for fixed digits. */
function needsExponents(finite: readonly number[], dtype: Dtype, suppress: boolean): boolean {
  let largest = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (const value of finite) {
    if (value === 0) continue;
    largest = Math.max(largest, Math.abs(value));
    smallest = Math.min(smallest, Math.abs(value));
  }
  if (largest === 0) return false;
  const ratio = dtype === float32 ? Math.fround(largest / smallest) : largest / smallest;
  return largest >= 1e8 || (!suppress && (smallest < 1e-4 || ratio > 1000));
}

/**
 * How the floats of one array are written: each with the fewest digits that read back, but no more than
 * `precision`, and padded so that their points stand below each other. `values` are those that will be shown.
 */
export function floatStyle(
  values: readonly number[],
  dtype: Dtype,
  { precision, suppress }: ArrayPrintOptions,
): (value: number) => string {
  const finite = values.filter(Number.isFinite);
  const style = needsExponents(finite, dtype, suppress)
    ? exponentStyle(finite, dtype, precision)
    : fixedStyle(finite, dtype, precision);
  const others = values.filter((value) => !Number.isFinite(value)).map(nonFinite);
  const width = Math.max(style.width, longest(others));
  return (value) =>
    (Number.isFinite(value) ? style.write(value) : nonFinite(value).padStart(style.width)).padStart(width);
}

interface Style {
  readonly width: number;
  readonly write: (value: number) => string;
}

function fixedStyle(finite: readonly number[], dtype: Dtype, precision: number): Style {
  const texts = finite.map((value) => positional(value, dtype, precision));
  const fraction = longest(texts.map(fractionOf));
  const whole = texts.reduce((most, text) => Math.max(most, text.indexOf('.')), 0);
  const width = whole + 1 + fraction;
  return {
    width,
    write: (value) => {
      const text = positional(value, dtype, precision);
      return (text + ' '.repeat(Math.max(0, fraction - fractionOf(text).length))).padStart(width);
    },
  };
}

function exponentStyle(finite: readonly number[], dtype: Dtype, precision: number): Style {
  const parts = finite.map((value) => exponential(value, dtype, precision));
  const fraction = longest(parts.map(({ mantissa }) => fractionOf(mantissa)));
  const powerWidth = longest(parts.map(({ power }) => exponentText(power))) - 1;
  const write = (value: number): string => {
    const { mantissa, power } = exponential(value, dtype, precision);
    // Shorter ones are filled up with the digits that the binary number has beyond those that identify it.
    const padded =
      fractionOf(mantissa).length < fraction && fraction > 0
        ? (scientific(value, fraction).split('e')[0] as string)
        : mantissa;
    return `${padded}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(powerWidth, '0')}`;
  };
  return { width: longest(finite.map(write)), write: (value) => write(value) };
}

/** A float by itself, as NumPy's scalars print: all digits that it needs, an exponent below 1e-4 and from 1e16. */
export function scalarText(value: number, dtype: Dtype): string {
  if (dtype !== float32 || !Number.isFinite(value)) return floatText(value);
  const { digits, power } = shortest(Math.abs(value), dtype);
  if (value !== 0 && (power < -4 || power >= 16)) {
    const mantissa = digits.length === 1 ? digits : `${digits.charAt(0)}.${digits.slice(1)}`;
    return `${signOf(value)}${mantissa}e${exponentText(power)}`;
  }
  const text = positional(value, dtype, Number.POSITIVE_INFINITY);
  return text.endsWith('.') ? `${text}0` : text;
}
