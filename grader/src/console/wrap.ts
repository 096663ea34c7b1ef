/** No line of a check is longer. */
export const WIDTH = 100;

/**
 * Breaks text at spaces into lines of at most `WIDTH`; `first` begins the first line and its width indents the
 * others. A word that is longer than a line is cut in pieces.
 */
export function wrap(first: string, text: string, rest = ' '.repeat(first.length)): string[] {
  const room = Math.max(20, WIDTH - Math.max(first.length, rest.length));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/).flatMap((part) => pieces(part, room))) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((content, i) => `${i === 0 ? first : rest}${content}`.trimEnd());
}

function pieces(word: string, room: number): string[] {
  if (word.length <= room) return [word];
  return Array.from({ length: Math.ceil(word.length / room) }, (_, i) =>
    word.slice(i * room, (i + 1) * room),
  );
}
