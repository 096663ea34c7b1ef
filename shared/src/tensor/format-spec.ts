import { ValueError } from '../core/errors.ts';

/** Python's format specification, taken apart: `[[fill]align][sign][#][0][width][grouping][.precision][type]`. */
export interface FormatSpec {
  readonly fill: string;
  /** `=` puts the fill between the sign and the digits. Null: as the kind of value has it. */
  readonly align: '<' | '>' | '^' | '=' | null;
  /** A 0 before the width: for numbers, zeros between the sign and the digits. */
  readonly zero: boolean;
  readonly sign: '+' | '-' | ' ';
  /** The `#`: the point and trailing zeros stay, whole numbers say their base. */
  readonly alternate: boolean;
  readonly width: number;
  /** What stands between groups of digits; empty for nothing. */
  readonly grouping: ',' | '_' | '';
  readonly precision: number | null;
  /** The last letter; empty for the value's own way. */
  readonly type: string;
}

const grammar =
  /^(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<alternate>#)?(?<zero>0)?(?<width>\d+)?(?<grouping>[,_])?(?:\.(?<precision>\d+))?(?<type>[a-zA-Z%])?$/su;

/** JavaScript has digits for no more than this. */
const mostDigits = 100;
const longest = 1_000_000;

/** @throws ValueError for a text that is no specification, and for counts beyond all use. */
export function parseFormatSpec(text: string): FormatSpec {
  const parts = grammar.exec(text)?.groups;
  if (parts === undefined) {
    throw new ValueError({
      who: 'format',
      seen: `Invalid format specifier '${text}'`,
      expected: "Python's, such as '.4f', '>8.2f', ',d' or '.1%'",
    });
  }
  const zero = parts.zero !== undefined;
  const width = Number(parts.width ?? 0);
  const precision = parts.precision === undefined ? null : Number(parts.precision);
  if (width > longest || (precision ?? 0) > mostDigits) {
    throw new ValueError({
      who: 'format',
      seen: `'${text}'`,
      expected: `a width of ${longest} and ${mostDigits} digits at most`,
    });
  }
  return {
    fill: parts.fill ?? (zero ? '0' : ' '),
    align: (parts.align as FormatSpec['align']) ?? null,
    zero,
    sign: (parts.sign as FormatSpec['sign']) ?? '-',
    alternate: parts.alternate !== undefined,
    width,
    grouping: (parts.grouping as FormatSpec['grouping']) ?? '',
    precision,
    type: parts.type ?? '',
  };
}
