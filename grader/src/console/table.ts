import stringWidth from 'string-width';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/**
 * Lines of a table. Cells align by what a terminal shows: é is one column wide, 李 two.
 *
 * @param width columns of the terminal; longer lines are cut, so that the table stays one
 */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
): string[] {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_, index) =>
    Math.max(...[titles, ...rows].map((row) => stringWidth(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => pad(cells[index] ?? '', widths[index] ?? 0, align))
      .join('  ')
      .trimEnd();
  // The last column has nothing to its right: a rule as long as its longest cell would only wrap.
  const rule = widths.map((cells, index) =>
    '─'.repeat(index === columns.length - 1 ? stringWidth(titles[index] ?? '') : cells),
  );
  return [line(titles), line(rule), ...rows.map(line)].map((whole) => cut(whole, width));
}

function cut(line: string, width: number): string {
  if (stringWidth(line) <= width) return line;
  let short = '';
  let used = 0;
  for (const character of line) {
    used += stringWidth(character);
    if (used > width - 1) break;
    short += character;
  }
  return `${short}…`;
}

function pad(cell: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(cell)));
  return align === 'left' ? cell + space : space + cell;
}
