export interface BenchRow {
  readonly what: string;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly submissions: number;
  /** How many times the first row's CPU time this one is to take at least. */
  readonly target?: number;
}

/** The table as text; ratios are to the first row. */
export function renderTable(
  rows: readonly BenchRow[],
  { cpu, cores, ...versions }: Readonly<Record<string, string | number>>,
  cases: number,
): string {
  const [first] = rows;
  const ratio = (x: number, y = 1) => `${(x / y).toFixed(1)} ×`;
  const header = ['a submission costs', 'CPU ms', 'wall ms', 'CPU', 'wall', 'target', 'of'];
  const cells = rows.map(({ what, cpuMs, wallMs, submissions, target }) => [
    what,
    cpuMs.toFixed(0),
    wallMs.toFixed(0),
    ratio(cpuMs, first?.cpuMs),
    ratio(wallMs, first?.wallMs),
    target === undefined ? '' : `≥ ${target} ×`,
    String(submissions),
  ]);
  const all = [header, ...cells];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${all.map(line).join('\n')}\n\n${cases} cases · ${cpu}, ${cores} cores · ${named.join(' · ')}\n`;
}
