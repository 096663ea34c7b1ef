import type { Outcome } from '../schema/outcome.ts';
import type { PlannedAssignment, PlannedCase, PlannedSubmission } from '../schema/plan.ts';
import type { Report, ReportRow } from '../schema/report.ts';
import { hundredths, pointsOf } from './hundredths.ts';

/** Above this part of the tolerance a pass is thin: another machine might have failed it. */
const THIN_MARGIN = 0.5;

type Fact = Outcome['cases'][number];

/** A row for every planned case: facts that are missing become `not-run`, facts of other cases do not count. */
export function scoreRows(
  { cases, file }: Pick<PlannedAssignment, 'cases' | 'file'>,
  { refusal }: Pick<PlannedSubmission, 'refusal'>,
  { cases: facts, measured }: Pick<Outcome, 'cases' | 'measured'>,
): ReportRow[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  return cases.map((planned) => {
    const fact = byId.get(planned.id) ?? notRun(planned.id, file, refusal?.reason);
    return row(planned, fact, measured.cases[planned.id]);
  });
}

function row(
  planned: PlannedCase,
  fact: Fact,
  measured: Outcome['measured']['cases'][string] | undefined,
): ReportRow {
  const { points: maxScore, ...named } = planned;
  const common = { ...named, status: fact.status, maxScore };
  if (fact.status === 'pass') {
    const margin = measured?.margin;
    const word = margin === undefined ? {} : ({ margin: margin > THIN_MARGIN ? 'thin' : 'ample' } as const);
    return { ...common, score: maxScore, ...word };
  }
  const quote = measured?.quote === undefined ? {} : { quote: measured.quote };
  const failure = fact.failure ?? {
    kind: 'grader-error' as const,
    who: 'the grader',
    what: 'gave no reason',
  };
  return {
    ...common,
    ...(failure.kind === 'grader-error' ? {} : { score: 0 }),
    failure: { ...failure, ...quote },
  };
}

const notRun = (id: string, file: string, reason = 'this case did not run'): Fact => ({
  id,
  status: 'fail',
  failure: { kind: 'not-run', who: file, what: reason },
});

/** Sum of the rows' points; undefined when a row is withheld. */
export function totalScore(rows: readonly Pick<ReportRow, 'score'>[]): number | undefined {
  let units = 0;
  for (const { score } of rows) {
    if (score === undefined) return undefined;
    units += hundredths(score);
  }
  return pointsOf(units);
}

/** Totals per task, in the order of the manifest. */
export function scoreTasks(tasks: PlannedAssignment['tasks'], rows: readonly ReportRow[]): Report['tasks'] {
  return tasks.map(({ id, name, points: maxScore }) => {
    const score = totalScore(rows.filter(({ task }) => task === id));
    return { id, name, ...(score === undefined ? {} : { score }), maxScore };
  });
}

/** The recognised misconceptions with the tasks they were seen in, in the order of the rows. */
export function misconceptionsIn(rows: readonly ReportRow[]): Report['misconceptions'] {
  const tasksOf = new Map<string, Set<string>>();
  for (const { task, failure } of rows) {
    if (failure?.misconception === undefined) continue;
    const tasks = tasksOf.get(failure.misconception) ?? new Set();
    tasksOf.set(failure.misconception, tasks.add(task));
  }
  return [...tasksOf].map(([code, tasks]) => ({ code, tasks: [...tasks] }));
}
