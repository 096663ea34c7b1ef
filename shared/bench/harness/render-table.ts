import type { PeerName } from '../question.ts';
import type { JudgedTarget, Row } from './row.ts';
import type { Spread } from './statistics.ts';

/** A question's rows as text: medians; the ratio of ours to each peer, and half the width of its middle half. */
export function renderTable(asks: string, rows: readonly Row[]): string {
  const reasons = [...new Set(rows.flatMap(({ reasons }) => Object.values(reasons)))];
  const peers = Object.keys(rows[0]?.peers ?? {}) as PeerName[];
  const header = ['', 'unit', 'ours', ...peers, 'target'];
  const none = (reason: string | undefined) =>
    reason === undefined ? '–' : `– [${reasons.indexOf(reason) + 1}]`;
  const cells = rows.map((row) => [
    row.size,
    row.unit,
    row.ours === null ? none(row.reasons.ours) : significant(row.ours),
    ...peers.map((name) => {
      const [figure, ratio] = [row.peers[name] ?? null, row.ratios[name] ?? null];
      if (figure === null) return none(row.reasons[name]);
      return ratio === null ? significant(figure) : `${significant(figure)}  ${ratioText(ratio)}`;
    }),
    row.targets.map(targetText).join('; '),
  ]);
  const all = [header, ...cells];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => {
        const width = widths[i] ?? 0;
        return i === 0 || i === header.length - 1 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const notes = reasons.map((reason, i) => `[${i + 1}] ${reason}`);
  return `${[asks, ...all.map(line), ...notes].join('\n')}\n`;
}

const ratioText = ({ median, low, high }: Spread): string =>
  `${significant(median)} × ±${(((high - low) / 2 / median) * 100).toFixed(0)}%`;

function targetText({ text, wanting }: JudgedTarget): string {
  if (wanting === null) return text;
  return wanting <= 1 ? `${text}: met` : `${text}: missed by ${significant(wanting)} ×`;
}

/** Three digits, never an exponent. */
function significant(x: number): string {
  const digits = x === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(x))));
  return x.toFixed(Math.min(digits, 6));
}
