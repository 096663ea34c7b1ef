import type { Outcome } from '../schema/outcome.ts';
import type { ReportRow } from '../schema/report.ts';

/** The rows, with one replay token a task: that of its first failing case which has one. */
export function withTokens(rows: readonly ReportRow[], facts: Outcome['cases']): ReportRow[] {
  const tokens = new Map(facts.map(({ id, replay }) => [id, replay]));
  const served = new Set<string>();
  return rows.map((row) => {
    const replay = tokens.get(row.id);
    if (row.status === 'pass' || replay === undefined || served.has(row.task)) return row;
    served.add(row.task);
    return { ...row, replay };
  });
}
