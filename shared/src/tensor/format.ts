import { fixed, scientific } from '../core/decimal.ts';
import { ArgumentError, describe, ValueError } from '../core/errors.ts';
import { exponentText, floatText, PyFloat } from '../core/python.ts';
import { type FormatSpec, parseFormatSpec } from './format-spec.ts';
import { pythonText } from './python-text.ts';
import { Tensor } from './tensor.ts';

/**
 * A value as Python's `format(value, spec)` and `f'{value:spec}'` write it, rounding ties to the even digit where
 * JavaScript's `toFixed` rounds them up. Of tensors only those without dimensions take a specification.
 *
 * ```ts
 * format(0.125, '.2f'); // → '0.12'
 * format(torch.tensor(1234.5), '>10,.1f'); // → '   1,234.5'
 * format(0.875, '.1%'); // → '87.5%'
 * format(5, '03d'); // → '005'
 * ```
 *
 * A whole JavaScript number counts as an int; `py.float(2)` is the float.
 *
 * @throws ValueError for what is no specification, or none for such a value; TypeError for a value that takes none.
 */
export function format(value: unknown, spec = ''): string {
  if (value instanceof Tensor && value.ndim === 0) return format(itemOf(value), spec);
  if (spec === '') return pythonText(value);
  const parsed = parseFormatSpec(spec);
  if (typeof value === 'string') return formatText(value, parsed);
  if (typeof value === 'bigint') return formatWhole(value, parsed);
  if (typeof value === 'boolean') return formatWhole(value ? 1n : 0n, parsed);
  if (value instanceof PyFloat) return formatFloat(value.value, parsed);
  if (typeof value === 'number') {
    // A precision alone says that a float was meant: Python's ints take none.
    const isFloat =
      !Number.isInteger(value) || Object.is(value, -0) || (parsed.precision !== null && parsed.type === '');
    return isFloat ? formatFloat(value, parsed) : formatWhole(BigInt(value), parsed);
  }
  throw new ArgumentError({
    who: 'format',
    seen: `unsupported format string '${spec}' passed to ${describe(value)}`,
    expected: 'a number, a text, or a tensor without dimensions',
    hint: value instanceof Tensor ? 'item() gives the only element' : undefined,
  });
}

/** The element with the kind that Python gives it. */
function itemOf(x: Tensor): unknown {
  if (x.dtype.kind === 'float') return new PyFloat(x.item());
  return x.dtype.kind === 'integer' ? x.itemBigInt() : x.item();
}

function formatText(text: string, spec: FormatSpec): string {
  if (spec.type !== '' && spec.type !== 's') throw unknownType(spec.type, 'str');
  if (spec.align === '=') {
    throw new ValueError({ who: 'format', seen: "'=' alignment not allowed in string format specifier" });
  }
  const characters = [...text].slice(0, spec.precision ?? undefined).join('');
  return padded('', characters, { ...spec, align: spec.align ?? '<' });
}

const bases: Readonly<Record<string, { readonly radix: number; readonly prefix: string }>> = {
  '': { radix: 10, prefix: '' },
  d: { radix: 10, prefix: '' },
  b: { radix: 2, prefix: '0b' },
  o: { radix: 8, prefix: '0o' },
  x: { radix: 16, prefix: '0x' },
  X: { radix: 16, prefix: '0X' },
};

function formatWhole(value: bigint, spec: FormatSpec): string {
  const base = bases[spec.type];
  if (base === undefined) {
    if (/^[eEfFgG%]$/.test(spec.type)) return formatFloat(Number(value), spec);
    throw unknownType(spec.type, 'int');
  }
  if (spec.precision !== null) {
    throw new ValueError({ who: 'format', seen: 'Precision not allowed in integer format specifier' });
  }
  const digits = (value < 0n ? -value : value).toString(base.radix);
  return signed(value < 0n, spec.type === 'X' ? digits.toUpperCase() : digits, '', spec, {
    prefix: spec.alternate ? base.prefix : '',
    group: base.radix === 10 ? 3 : 4,
  });
}

function formatFloat(value: number, spec: FormatSpec): string {
  const negative = value < 0 || Object.is(value, -0);
  const body = floatBody(Math.abs(value), spec);
  const text = /[EFG]/.test(spec.type) ? body.toUpperCase() : body;
  const [, digits = '', rest = ''] = /^(\d*)(.*)$/.exec(text) ?? [];
  return signed(negative, digits, rest, spec, { prefix: '', group: 3 });
}

/** The digits of a number that is not negative. */
function floatBody(size: number, { type, precision, alternate }: FormatSpec): string {
  const point = (digits: number): string => (alternate && digits === 0 && Number.isFinite(size) ? '.' : '');
  const places = precision ?? 6;
  switch (type) {
    case 'f':
    case 'F':
      return fixed(size, places) + point(places);
    case '%':
      return `${fixed(size * 100, places)}${point(places)}%`;
    case 'e':
    case 'E':
      return scientific(size, places).replace('e', `${point(places)}e`);
    case 'g':
    case 'G':
      return general(size, Math.max(places, 1), 0, alternate);
    case '':
      if (precision === null) return floatText(size);
      // As g, but the text is to show that it is a float.
      return general(size, Math.max(precision, 1), 1, alternate);
    default:
      throw unknownType(type, 'float');
  }
}

/**
 * So many significant digits without trailing zeros (unless `keepZeros`), with an exponent where it is below −4 or
 * leaves no room for `decimals` digits behind the point.
 */
function general(size: number, significant: number, decimals: 0 | 1, keepZeros: boolean): string {
  if (!Number.isFinite(size)) return floatText(size);
  const [mantissa = '', power = '0'] = scientific(size, significant - 1).split('e');
  const exponent = Number(power);
  const digits = mantissa.replace('.', '');
  const kept = keepZeros ? digits : digits.replace(/(?!^)0+$/, '');
  const withPoint = (whole: string, fraction: string): string =>
    fraction !== '' || keepZeros ? `${whole}.${fraction}` : whole;
  if (exponent < -4 || exponent >= significant - decimals) {
    return `${withPoint(kept.slice(0, 1), kept.slice(1))}e${exponentText(exponent)}`;
  }
  if (exponent < 0) return withPoint('0', '0'.repeat(-exponent - 1) + kept);
  const whole = kept.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return withPoint(whole, kept.slice(exponent + 1).padEnd(decimals, '0'));
}

/** The sign, a prefix and digits in groups, padded. */
function signed(
  negative: boolean,
  digits: string,
  rest: string,
  spec: FormatSpec,
  { prefix, group }: { readonly prefix: string; readonly group: number },
): string {
  const sign = (negative ? '-' : spec.sign === '-' ? '' : spec.sign) + prefix;
  const room = spec.width - sign.length - rest.length;
  const align = spec.align ?? (spec.zero ? '=' : '>');
  // Zeros that fill the width take part in the grouping. What is not finite has no digits.
  const zeros = align === '=' && spec.fill === '0';
  const plain = spec.grouping === '' || digits === '';
  const grouped = plain ? digits : inGroups(digits, group, zeros ? room : 0, spec.grouping);
  return padded(sign, grouped + rest, { ...spec, align });
}

/** The digits in groups, with zeros before them that fill the room; the first group is never empty. */
function inGroups(digits: string, group: number, room: number, between: string): string {
  let length = digits.length;
  while (length + Math.ceil(length / group) - 1 < room) length++;
  return digits.padStart(length, '0').replace(new RegExp(`\\B(?=(?:\\w{${group}})+$)`, 'g'), between);
}

function padded(sign: string, body: string, { fill, align, width }: FormatSpec): string {
  const missing = Math.max(0, width - [...sign, ...body].length);
  const left = align === '<' ? 0 : align === '^' ? missing >> 1 : missing;
  const before = fill.repeat(left);
  return (align === '=' ? sign + before : before + sign) + body + fill.repeat(missing - left);
}

function unknownType(type: string, kind: string): ValueError {
  return new ValueError({
    who: 'format',
    seen: `Unknown format code '${type}' for object of type '${kind}'`,
    hint: kind === 'float' && /^[dxXob]$/.test(type) ? 'round first, or use f' : undefined,
  });
}
