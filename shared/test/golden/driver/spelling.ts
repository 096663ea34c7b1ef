import type { Fields } from './read.ts';

/**
 * Python's spelling in the runtime's: `log_softmax` → `logSoftmax`, `T_max` → `TMax`. A leading underscore and
 * the trailing one of in-place operations and fitted attributes stay (`add_`, `mean_`).
 */
export function camelCase(name: string): string {
  return name.replace(/(?<=[A-Za-z0-9])_+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Keyword arguments as the one trailing options object; nothing where there are none. */
export function trailingOptions(keywords: Fields): Fields[] {
  const names = Object.keys(keywords);
  if (names.length === 0) return [];
  return [Object.fromEntries(names.map((name) => [camelCase(name), keywords[name]]))];
}
