/** The columns that a text takes: two for the wide characters of East Asia and for emoji. */
export function columnsOf(text: string): number {
  let count = 0;
  for (const character of text)
    count += /[\u1100-\u115f\u2e80-\uffdc\u{1f000}-\u{3ffff}]/u.test(character) ? 2 : 1;
  return count;
}
