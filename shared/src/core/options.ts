import { ArgumentError, describe } from './errors.ts';

/**
 * Refuses an option that is not there: an unknown name would be ignored without a word.
 *
 * @throws TypeError naming the options there are, and the one that was probably meant.
 */
export function checkOptions(who: string, options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw new ArgumentError({ who, seen: describe(options), expected: `options: { ${known.join(', ')} }` });
  }
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const meant = known.find((option) => plain(option) === plain(name));
    throw new ArgumentError({
      who,
      seen: `the option ${name}`,
      expected: `one of ${known.join(', ')}`,
      hint: meant === undefined ? undefined : `did you mean ${meant}?`,
    });
  }
}

/** The name without what is easily mistaken: capitals, underscores, a plural. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '').replace(/s$/, '');
}
