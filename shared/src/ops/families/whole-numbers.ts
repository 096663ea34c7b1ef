import { ArgumentError, describe } from '../../core/errors.ts';

/** A whole number, such as an offset or a count. @throws TypeError for anything else. */
export function wholeNumber(who: string, name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new ArgumentError({ who, seen: `${name} is ${describe(value)}`, expected: 'a whole number' });
}

/** Whole numbers in a list, or one alone. @throws TypeError for anything else. */
export function wholeNumbers(who: string, name: string, value: unknown): number[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.every((item): item is number => typeof item === 'number' && Number.isInteger(item)))
    return [...list];
  const odd = list.find((item) => !(typeof item === 'number' && Number.isInteger(item)));
  throw new ArgumentError({
    who,
    seen: `${name} ${Array.isArray(value) ? 'has' : 'is'} ${describe(odd)}`,
    expected: 'only whole numbers',
  });
}
