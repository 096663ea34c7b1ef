import type { Attempt } from '../schema/gradebook.ts';
import type { Kind } from '../schema/kinds.ts';
import type { Report, ReportRow } from '../schema/report.ts';

type CaseStatus = Attempt['cases'][number]['status'];

const CASE_STATUS: Readonly<Record<Kind, CaseStatus>> = {
  wrong: 'fail',
  'student-error': 'error',
  dead: 'error',
  memory: 'error',
  output: 'error',
  protocol: 'error',
  timeout: 'timeout',
  'compile-error': 'not-run',
  'not-run': 'not-run',
  'grader-error': 'skipped',
};

/** The gradebook's word for a row. */
export const caseStatus = ({ failure }: Pick<ReportRow, 'failure'>): CaseStatus =>
  failure === undefined ? 'pass' : CASE_STATUS[failure.kind];

/** Kinds that name the whole attempt when nothing passed and nothing else happened. */
const ATTEMPT_STATUS: Readonly<Partial<Record<Kind, Report['status']>>> = {
  'compile-error': 'compile-error',
  dead: 'crash',
  timeout: 'timeout',
  memory: 'out-of-memory',
};

/** The gradebook's word for an attempt; rows that never ran follow from the others and do not count. */
export function attemptStatus(rows: readonly Pick<ReportRow, 'failure'>[]): Report['status'] {
  const kinds = new Set(rows.map(({ failure }) => failure?.kind));
  if (kinds.has('grader-error')) return 'infrastructure-error';
  kinds.delete('not-run');
  const [only, ...others] = kinds;
  return (only !== undefined && others.length === 0 && ATTEMPT_STATUS[only]) || 'graded';
}
