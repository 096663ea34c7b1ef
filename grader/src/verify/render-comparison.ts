import { tableLines } from '../console/table.ts';
import type { DeviceComparison, FoundDifference } from './compare-devices.ts';

const COLUMNS = [
  { title: 'assignment', align: 'left' },
  { title: 'submissions', align: 'right' },
  { title: 'cases', align: 'right' },
  { title: 'agree', align: 'right' },
  { title: 'explained', align: 'right' },
  { title: 'differ', align: 'right' },
] as const;

/** A table of all assignments, and under it a line for each case that ends otherwise on the GPU. */
export function renderComparison(results: readonly DeviceComparison[]): {
  readonly text: string;
  readonly holds: boolean;
} {
  const rows = results.map(({ slug, submissions, compared, differences }) => {
    const explained = differences.filter(isExplained).length;
    const counts = [
      ...[submissions, compared, compared - differences.length],
      ...[explained, differences.length - explained],
    ];
    return [slug, ...counts.map(String)];
  });
  const found = results.flatMap(({ differences }) => differences);
  const lines = [...tableLines(COLUMNS, rows), '', ...found.map(differenceLine), ...results.map(verdict)];
  return { text: `${lines.join('\n')}\n`, holds: found.every(isExplained) };
}

const isExplained = ({ because }: FoundDifference): boolean => because !== undefined;

function differenceLine({ at, seed, id, cpu, gpu, because }: FoundDifference): string {
  const line = `${at}: seed ${seed}: ${id}: on the CPU ${cpu}; on the GPU ${gpu}`;
  return because === undefined ? `differs: ${line}` : `explained: ${line}: ${because}`;
}

function verdict({ slug, seeds, differences }: DeviceComparison): string {
  const on = `on ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`;
  if (differences.length === 0) return `${slug} ends on the GPU as on the CPU, ${on}`;
  return differences.every(isExplained)
    ? `${slug} ends on the GPU as on the CPU, ${on}, but for what is explained`
    : `${slug} ends otherwise on the GPU`;
}
