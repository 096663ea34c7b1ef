/** A word as it is typed in a shell: in single quotes where it needs any. */
export const shellWord = (word: string): string =>
  /^[\w./@:=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
