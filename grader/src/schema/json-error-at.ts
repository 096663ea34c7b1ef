/**
 * Line and column, from 1, at which a text stops being JSON.
 *
 * V8 gives a position with some errors only. A prefix of the text is viable when the parser complains about
 * its end at most, and viability is lost once and for all, so bisection finds the first broken character.
 */
export function jsonErrorAt(source: string): { line: number; column: number } {
  let viable = 0;
  let broken = source.length + 1;
  while (broken - viable > 1) {
    const length = (viable + broken) >> 1;
    if (isViable(source.slice(0, length))) viable = length;
    else broken = length;
  }
  const before = source.slice(0, viable).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function isViable(prefix: string): boolean {
  try {
    JSON.parse(prefix);
    return true;
  } catch (error) {
    const message = (error as Error).message;
    const position = /at position (\d+)/.exec(message)?.[1];
    return position === undefined ? message.startsWith('Unexpected end') : Number(position) >= prefix.length;
  }
}
