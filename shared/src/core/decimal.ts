import { exponentText } from './python.ts';

/*
 * Python and PyTorch round a decimal tie to the even digit; JavaScript's toFixed and toExponential round it
 * away from zero. The two differ only where the exact binary value lies half way, as 0.03125 does at four
 * digits.
 */

/** `value` with `digits` decimals, as Python's `'{:.4f}'` writes it. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  // From 1e21 on toFixed falls back to an exponent; such a double is a whole number.
  if (Math.abs(value) >= 1e21)
    return digits > 0 ? `${BigInt(value)}.${'0'.repeat(digits)}` : String(BigInt(value));
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  // A tie at `digits` decimals is a multiple of 2 ** -(digits + 1), and then one more decimal is exact.
  if (Number.isInteger(size * 2 ** (digits + 1))) {
    const exact = size.toFixed(digits + 1);
    const cut = exact.slice(0, -1).replace(/\.$/, '');
    if (exact.endsWith('5') && isEven(cut)) return sign + cut;
  }
  return sign + size.toFixed(digits);
}

/** `value` with `digits` decimals and an exponent, as Python's `'{:.4e}'` writes it. */
export function scientific(value: number, digits: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  // Far more digits than any tie has: a tie shows as a 5 with nothing but zeros behind it.
  const [long = ''] = size.toExponential(100).split('e');
  const cut = long.slice(0, digits === 0 ? 1 : digits + 2);
  const rest = long.slice(digits === 0 ? 2 : digits + 2);
  const [rounded = '', power = '0'] = size.toExponential(digits).split('e');
  const tie = /^50*$/.test(rest) && isEven(cut);
  return `${sign}${tie ? cut : rounded}e${exponentText(Number(power))}`;
}

function isEven(digits: string): boolean {
  return '02468'.includes(digits.charAt(digits.length - 1));
}

function nonFinite(value: number): string {
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}
