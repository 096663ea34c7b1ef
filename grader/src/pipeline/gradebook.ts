import { readFileSync } from 'node:fs';
import { type Class, classSchema } from '../schema/class.ts';
import { type Attempt, type Gradebook, gradebookSchema } from '../schema/gradebook.ts';
import { InputError } from '../schema/input-error.ts';
import { outcomeSchema } from '../schema/outcome.ts';
import { type Plan, type PlannedAssignment, type PlannedSubmission, planSchema } from '../schema/plan.ts';
import { type Report, reportSchema } from '../schema/report.ts';
import { checkDocument, readDocument } from '../schema/validate.ts';
import { gradeLearner } from '../scoring/grade-learner.ts';
import { hundredths, pointsOf } from '../scoring/hundredths.ts';
import { caseStatus } from '../scoring/statuses.ts';
import { sha256 } from './digest.ts';
import { writeDocument, writeDurably } from './durable-write.ts';
import { gradebookCsv } from './gradebook-csv.ts';
import { type OutPaths, submissionName } from './out-paths.ts';
import type { Reported } from './report.ts';

/**
 * Gradebook: `class.json`, `plan.json`, `outcomes/` and `reports/` → `gradebook.json` and `.csv`.
 *
 * @param reported what the stage before has written just now, where it has: the same need not be read again
 */
export async function gradebook(paths: OutPaths, reported?: readonly Reported[]): Promise<Gradebook> {
  const collected = readDocument(paths.class, classSchema);
  const plan = readDocument(paths.plan, planSchema);
  const graded = reported ?? plan.submissions.map((submission) => readReported(paths, submission));
  const made = checkDocument(makeGradebook(collected, plan, graded), gradebookSchema, paths.gradebook);
  await writeDocument(paths.gradebook, made);
  await writeDurably(paths.gradebookCsv, gradebookCsv(made));
  return made;
}

function readReported(paths: OutPaths, submission: PlannedSubmission): Reported {
  const path = paths.report(submission);
  const report = readDocument(path, reportSchema);
  const { key, measured } = readDocument(paths.outcome(submission), outcomeSchema);
  if (report.provenance.key !== key) {
    const seen = `the report of ${submissionName(submission)} was made from another outcome`;
    throw new InputError({ who: path, seen, hint: 'make the reports again: --only report' });
  }
  return { submission, report, reportSha256: sha256(readFileSync(path)), measured };
}

/** Reports and the class's rules → grades. The same reports give the same bytes. */
export function makeGradebook(
  { course, learners, adjustments }: Class,
  plan: Plan,
  graded: readonly Reported[],
): Gradebook {
  const { id, title, term, late } = course;
  return {
    schema: 'gradebook/v1',
    generatedAt: newest(course, graded),
    generator: plan.versions,
    course: { id, title, ...(term === undefined ? {} : { term }) },
    policy: { attempt: 'best', decimals: 2, ...(late === undefined ? {} : { late }) },
    assignments: plan.assignments.map((planned) => assignmentEntry(planned, plan, course)),
    learners: learners.map((learner) => ({
      ...learner,
      sortableName: [learner.familyName, learner.givenName].filter(Boolean).join(', '),
    })),
    attempts: graded.map(attemptEntry),
    grades: learners.flatMap((learner) =>
      course.assignments.map((assignment) =>
        gradeLearner(
          learner.id,
          assignment,
          late,
          graded
            .filter(({ report }) => report.learner === learner.id && report.assignment === assignment.slug)
            .map(({ report }) => ({
              id: attemptId(report),
              submittedAt: report.submittedAt,
              summary: report.summary,
              ...(report.score === undefined ? {} : { rawScore: report.score }),
            })),
          adjustments.filter((row) => row.learner === learner.id && row.assignment === assignment.slug),
          maxPoints(plan.assignments.find(({ slug }) => slug === assignment.slug)),
        ),
      ),
    ),
  };
}

const maxPoints = (planned: PlannedAssignment | undefined): number =>
  pointsOf((planned?.tasks ?? []).reduce((total, { points }) => total + hundredths(points), 0));

/** The time of the newest verdict; without any, of the last due date: never the time of this very call. */
function newest({ assignments }: Class['course'], graded: readonly Reported[]): string {
  const verdicts = graded.map(({ report }) => report.gradedAt);
  const times = verdicts.length > 0 ? verdicts : assignments.flatMap(({ dueAt }) => dueAt ?? []);
  return new Date(Math.max(0, ...times.map((time) => Date.parse(time)))).toISOString();
}

function assignmentEntry(
  planned: PlannedAssignment,
  { versions }: Plan,
  { assignments }: Class['course'],
): Gradebook['assignments'][number] {
  const { slug, title, digests, cases } = planned;
  const { slug: _slug, ...dates } = assignments.find((one) => one.slug === slug) ?? { slug };
  return {
    id: slug,
    title,
    maxPoints: maxPoints(planned),
    ...dates,
    suite: {
      version: versions.gradus ?? 'unknown',
      sha256: digests.suite,
      seedPolicy: 'secret, course seed, learner, assignment, attempt, case',
    },
    cases: cases.map(({ id, title: caseTitle, group, points, visibility }) => ({
      id,
      title: caseTitle,
      group,
      maxPoints: points,
      visibility,
    })),
  };
}

/** `amara/a03-softmax@2`, or its digest where that is longer than an id may be. */
function attemptId(report: Report): string {
  const name = submissionName(report);
  return name.length <= 128 ? name : sha256(name);
}

function attemptEntry({ submission, report, reportSha256, measured }: Reported): Attempt {
  const { provenance, score } = report;
  return {
    id: attemptId(report),
    assignmentId: report.assignment,
    learnerIds: [report.learner],
    submittedAt: report.submittedAt,
    gradedAt: report.gradedAt,
    ...(submission.refusal === undefined ? { submissionSha256: submission.sha256 } : {}),
    suiteSha256: provenance.digests.suite,
    reportSha256,
    seed: provenance.seed,
    runtime: provenance.versions,
    status: report.status,
    retries: measured.retries,
    durationMs: report.durationMs,
    ...(score === undefined ? {} : { rawScore: score }),
    maxScore: report.maxScore,
    cases: report.cases.map((row) => {
      const { id, task, maxScore, failure } = row;
      const durationMs = measured.cases[id]?.wallMs;
      return {
        id,
        status: caseStatus(row),
        score: row.score ?? 0,
        maxScore,
        ...(durationMs === undefined ? {} : { durationMs }),
        ...(failure === undefined ? {} : { message: failure.what }),
        task,
        ...(failure?.misconception === undefined ? {} : { misconception: failure.misconception }),
      };
    }),
    isolation: report.isolation.level,
    credit: report.credit,
    ...(report.certificate.sha256 === undefined ? {} : { certificateSha256: report.certificate.sha256 }),
  };
}
