export interface BenchRow {
  readonly what: string;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly submissions: number;
  /** How many times the first row's CPU time this one is to take at least. */
  readonly target?: number;
}

/** One figure of a whole class. */
export interface WholeRow {
  readonly what: string;
  readonly unit: 's' | 'MiB';
  readonly measured: number;
  readonly target?: number | undefined;
  readonly remark?: string;
}

/** What a submission costs; ratios are to the first row. */
export function renderTable(rows: readonly BenchRow[]): string {
  const [first] = rows;
  const ratio = (x: number, y = 1) => `${(x / y).toFixed(1)} ×`;
  return aligned([
    ['a submission costs', 'CPU ms', 'wall ms', 'CPU', 'wall', 'target', 'of'],
    ...rows.map(({ what, cpuMs, wallMs, submissions, target }) => [
      what,
      cpuMs.toFixed(0),
      wallMs.toFixed(0),
      ratio(cpuMs, first?.cpuMs),
      ratio(wallMs, first?.wallMs),
      target === undefined ? '' : `≥ ${target} ×`,
      String(submissions),
    ]),
  ]);
}

/** What the whole class takes. */
export function renderWhole(rows: readonly WholeRow[]): string {
  return aligned([
    ['the whole class', 'measured', 'target', ''],
    ...rows.map(({ what, unit, measured, target, remark = '' }) => [
      what,
      `${measured.toFixed(unit === 's' ? 1 : 0)} ${unit}`,
      target === undefined ? '' : `≤ ${target} ${unit}`,
      remark,
    ]),
  ]);
}

/** A table whose first column stands to the left, and the others to the right. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, i: number) =>
    i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0);
  return rows.map((row) => `${row.map(cell).join('  ').trimEnd()}\n`).join('');
}
