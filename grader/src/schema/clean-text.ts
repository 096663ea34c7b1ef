/** Bytes of UTF-8 that a student's text may take up in any document. */
export const TEXT_CAP = 2_048;

/**
 * Everything of Unicode's category Other except line feed and tab: controls, marks that reorder or hide text, invisible
 * letters (tags, soft hyphens, zero widths), unpaired surrogates, characters that no font has; and line and paragraph
 * separators. They move the cursor, colour a terminal, reverse what a reader sees, or say what nobody sees.
 */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the purpose
  /\x1b\[[0-?]*[ -/]*[@-~]|[^\P{C}\n\t]|[\u2028\u2029]/gu;

/** Text of a student's making, fit for documents and terminals: stripped, and cut at `TEXT_CAP` bytes. */
export function cleanText(text: string): string {
  // A first, coarse cut keeps the work bounded whatever the length.
  const clean = text.slice(0, 4 * TEXT_CAP).replace(UNSAFE, '');
  if (Buffer.byteLength(clean) <= TEXT_CAP && text.length <= 4 * TEXT_CAP) return clean;
  let cut = '';
  let bytes = 0;
  for (const character of clean) {
    bytes += Buffer.byteLength(character);
    if (bytes > TEXT_CAP - 3) break;
    cut += character;
  }
  return `${cut}…`;
}

/** `cleanText` on one line: for tables and headings. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}
