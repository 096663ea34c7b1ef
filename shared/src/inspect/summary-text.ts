import { fixed } from '../core/decimal.ts';
import type { Summary, SummaryRow } from './summary.ts';

/** How wide the columns behind the names are. */
const COLUMN = 25;

/** What a level of modules is indented by. */
const INDENT = '|    ';

/** The table, as torch-summary writes it. */
export function summaryText(summary: Summary): string {
  const { rows, totalParameters, trainableParameters, inputSize, passSize } = summary;
  const names = namesWidth(rows);
  const divider = '='.repeat(names + 2 * COLUMN);
  const line = (name: string, shape: string, parameters: string): string =>
    `${name.padEnd(names)} ${shape.padEnd(COLUMN)} ${parameters}`.trimEnd();
  const shown = rows.filter(({ depth }) => depth <= summary.depth);
  return [
    divider,
    line('Layer (type:depth-idx)', 'Output Shape', 'Param #'),
    divider,
    ...shown.map((row) =>
      line(
        branch(row.depth) + title(row),
        `[${row.outputShape.join(', ')}]`,
        parametersText(row, summary.depth),
      ),
    ),
    divider,
    `Total params: ${grouped(totalParameters)}`,
    `Trainable params: ${grouped(trainableParameters)}`,
    `Non-trainable params: ${grouped(totalParameters - trainableParameters)}`,
    `Total mult-adds ${scaled(summary.multAdds)}`,
    divider,
    `Input size (MB): ${megabytes(inputSize)}`,
    `Forward/backward pass size (MB): ${megabytes(passSize)}`,
    `Params size (MB): ${megabytes(totalParameters)}`,
    `Estimated Total Size (MB): ${megabytes(inputSize + passSize + totalParameters)}`,
    divider,
  ].join('\n');
}

function title({ type, depth, index }: SummaryRow): string {
  return `${type}: ${depth}-${index}`;
}

function branch(depth: number): string {
  return depth === 1 ? '├─' : `${INDENT.repeat(Math.max(depth - 1, 0))}└─`;
}

/** 40, or as much as the longest name needs, in steps of five. */
function namesWidth(rows: readonly SummaryRow[]): number {
  const longest = rows.reduce(
    (most, row) => Math.max(most, title(row).length + row.depth * INDENT.length + 1),
    0,
  );
  return longest >= 40 ? Math.ceil(longest / INDENT.length) * INDENT.length : 40;
}

/** A container's parameters stand with its children, unless those are not shown; frozen ones in brackets. */
function parametersText(row: SummaryRow, depth: number): string {
  if (row.isRecursive) return '(recursive)';
  if (row.parameters === 0 || (row.isContainer && row.depth !== depth)) return '--';
  return row.trainable ? grouped(row.parameters) : `(${grouped(row.parameters)})`;
}

/** 1234567 → 1,234,567 */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function scaled(count: number): string {
  if (count >= 1e12) return `(T): ${fixed(count / 1e12, 2)}`;
  if (count >= 1e9) return `(G): ${fixed(count / 1e9, 2)}`;
  return `(M): ${fixed(count / 1e6, 2)}`;
}

/** Of float32 numbers. */
function megabytes(count: number): string {
  return fixed((count * 4) / 2 ** 20, 2);
}
