/**
 * Shares whole units equally by largest remainder. All exact shares are equal, so are their remainders, and
 * the first in order get the units left over: 10 among 3 is 4, 3, 3.
 */
export function sharePoints(units: number, parts: number): number[] {
  const base = Math.floor(units / parts);
  const left = units - base * parts;
  return Array.from({ length: parts }, (_, index) => base + (index < left ? 1 : 0));
}
