import { RuntimeError } from './errors.ts';

/** An element as a JavaScript number. @throws RuntimeError for an int64 beyond 2**53, which none holds exactly. */
export function exactNumber(who: string, value: number | bigint): number {
  const number = Number(value);
  if (typeof value === 'bigint' && !Number.isSafeInteger(number)) {
    throw new RuntimeError({
      who,
      seen: `the int64 element ${value} is beyond 2**53`,
      expected: 'an integer that a JavaScript number holds exactly',
      hint: 'itemBigInt() and toTypedArray() give exact values',
    });
  }
  return number;
}
