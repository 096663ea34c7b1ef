import { Tensor } from '#torch';
import { exponentText, floatText } from '../../../src/core/python.ts';
import { pythonText } from '../../../src/tensor/python-text.ts';
import { hasMember, items, member, method } from './runtime.ts';

const inspect = Symbol.for('nodejs.util.inspect.custom');

/** Python's built-in functions, by the runtime's counterpart of each. */
export const builtins: Readonly<Record<string, (...args: readonly unknown[]) => unknown>> = {
  id: (x) => x,
  str: pythonText,
  repr: reprText,
  // A tensor has as many entries as it iterates over.
  len: (x) => (hasMember(x, 'length') ? member(x, 'length', 'object') : items(x).length),
  list: items,
  float: (x) => Number(itemOf(x)),
  int: (x) => Math.trunc(Number(itemOf(x))),
  bool: (x) => Boolean(itemOf(x)),
  format: (x, spec) => formatted(x, String(spec)),
};

/** What a notebook displays. NumPy's arrays have a text of their own for it; elsewhere the console shows it. */
function reprText(x: unknown): string {
  if (hasMember(x, 'repr')) return String(method(x, 'repr'));
  return hasMember(x, inspect) ? String(method(x, inspect)) : pythonText(x);
}

function itemOf(x: unknown): unknown {
  return x instanceof Tensor ? x.item() : x;
}

/** Python's `format(x, spec)` for the specifications that format numbers; `x` may be a 0-d tensor. */
function formatted(x: unknown, spec: string): string {
  if (x instanceof Tensor && x.ndim > 0) return String(x);
  const value = itemOf(x);
  if (typeof value !== 'number') return pythonText(value);
  const whole = x instanceof Tensor && !x.dtype.isFloatingPoint;
  const parts = /^([<>^]?)([+]?)(0?)(\d*)(,?)(?:\.(\d+))?([defg%]?)$/.exec(spec);
  if (parts === null) throw new RangeError(`the driver does not format by ${spec}`);
  const [, align, plus, zero, width, comma, digits, type] = parts;
  const places = digits === undefined ? 6 : Number(digits);
  let body = numberText(Math.abs(value), type ?? '', places, whole);
  if (comma === ',') body = body.replace(/\d(?=(\d{3})+(?!\d))(?<!\.\d*)/g, '$&,');
  const sign = value < 0 || Object.is(value, -0) ? '-' : (plus ?? '');
  const length = Number(width);
  if (zero === '0' && align === '') return sign + body.padStart(length - sign.length, '0');
  const signed = sign + body;
  if (align === '<') return signed.padEnd(length);
  if (align === '^') return signed.padStart(signed.length + ((length - signed.length) >> 1)).padEnd(length);
  return signed.padStart(length);
}

function numberText(value: number, type: string, places: number, whole: boolean): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : 'inf';
  if (type === '%') return `${(value * 100).toFixed(places)}%`;
  if (type === 'f') return value.toFixed(places);
  if (type === 'e') {
    const [mantissa, exponent] = value.toExponential(places).split('e');
    return `${mantissa}e${exponentText(Number(exponent))}`;
  }
  if (type === 'g') return pythonGeneral(value, places === 0 ? 1 : places);
  return whole || type === 'd' ? String(value) : floatText(value);
}

/** `%g`: so many significant digits, without trailing zeros, with an exponent where that is shorter. */
function pythonGeneral(value: number, significant: number): string {
  const exponent = value === 0 ? 0 : Number(value.toExponential(significant - 1).split('e')[1]);
  if (exponent >= -4 && exponent < significant) return String(Number(value.toPrecision(significant)));
  const [mantissa] = value.toExponential(significant - 1).split('e');
  return `${Number(mantissa)}e${exponentText(exponent)}`;
}
