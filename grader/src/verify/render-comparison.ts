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

/**
 * A table of all assignments, and under it a line for each case that ends otherwise on the GPU. Where the same explains the
 * same in several submissions, as what the reference does explains its mistakes, one line says so for all.
 */
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
  const told = [
    ...explanations(found.filter(isExplained)),
    ...found.filter((one) => !isExplained(one)).map((one) => `differs: ${one.at}: ${ending(one)}`),
  ];
  const lines = [...tableLines(COLUMNS, rows), '', ...told, ...results.map(verdict)];
  return { text: `${lines.join('\n')}\n`, holds: found.every(isExplained) };
}

const isExplained = ({ because }: FoundDifference): boolean => because !== undefined;

const ending = ({ seed, id, cpu, gpu }: FoundDifference): string =>
  `seed ${seed}: ${id}: on the CPU ${cpu}; on the GPU ${gpu}`;

function explanations(explained: readonly FoundDifference[]): string[] {
  const alike = new Map<string, string[]>();
  for (const one of explained) {
    const what = `${ending(one)}: ${one.because}`;
    alike.set(what, [...(alike.get(what) ?? []), one.at]);
  }
  return [...alike].map(([what, [first, ...others]]) => {
    const where = others.length === 0 ? first : `${first} and ${others.length} more`;
    return `explained: ${where}: ${what}`;
  });
}

function verdict({ slug, seeds, differences }: DeviceComparison): string {
  const on = `on ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`;
  if (differences.length === 0) return `${slug} ends on the GPU as on the CPU, ${on}`;
  return differences.every(isExplained)
    ? `${slug} ends on the GPU as on the CPU, ${on}, but for what is explained`
    : `${slug} ends otherwise on the GPU`;
}
