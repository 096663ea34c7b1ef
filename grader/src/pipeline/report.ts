import { guaranteesOf } from '../sandbox/index.ts';
import { InputError } from '../schema/input-error.ts';
import { type Outcome, outcomeSchema } from '../schema/outcome.ts';
import { type Plan, type PlannedSubmission, planSchema } from '../schema/plan.ts';
import type { Report } from '../schema/report.ts';
import { readDocument } from '../schema/validate.ts';
import { hundredths, pointsOf } from '../scoring/hundredths.ts';
import { misconceptionsIn, scoreRows, scoreTasks, totalScore } from '../scoring/score-rows.ts';
import { attemptStatus } from '../scoring/statuses.ts';
import { whatWentWrong } from '../scoring/what-went-wrong.ts';
import { sha256 } from './digest.ts';
import { documentText, writeDocument, writeDurably } from './durable-write.ts';
import { makeFeedback } from './feedback.ts';
import { feedbackMarkdown } from './feedback-markdown.ts';
import { type OutPaths, submissionName } from './out-paths.ts';
import { plannedAssignment } from './planned-assignment.ts';
import { withTokens } from './with-tokens.ts';

/** A submission's report, and what else grades are made of. */
export interface Reported {
  readonly submission: PlannedSubmission;
  readonly report: Report;
  /** Digest of the report's bytes. */
  readonly reportSha256: string;
  readonly measured: Outcome['measured'];
}

/** Report: `plan.json` and `outcomes/` → `reports/` for staff and `feedback/` for students. */
export async function report(paths: OutPaths): Promise<Reported[]> {
  const plan = readDocument(paths.plan, planSchema);
  const reported: Reported[] = [];
  for (const submission of plan.submissions) {
    const outcome = readOutcome(paths, submission);
    const made = makeReport(plan, submission, outcome);
    const feedback = makeFeedback(made);
    const text = documentText(made);
    await writeDurably(paths.report(submission), text);
    const { measured } = outcome;
    reported.push({ submission, report: made, reportSha256: sha256(text), measured });
    await writeDocument(paths.feedback(submission), feedback);
    await writeDurably(paths.feedbackMarkdown(submission), feedbackMarkdown(feedback));
  }
  return reported;
}

/** The facts about a planned submission; `InputError` when they are of another version of it. */
function readOutcome(paths: OutPaths, submission: PlannedSubmission): Outcome {
  const path = paths.outcome(submission);
  const outcome = readDocument(path, outcomeSchema);
  if (outcome.digests.submission !== submission.sha256) {
    const seen = `this outcome is of another version of ${submissionName(submission)} than the plan's`;
    throw new InputError({ who: path, seen, hint: 'run the stage again: --only run' });
  }
  return outcome;
}

/** Facts and plan → decisions. Reads nothing else, so that a changed rubric scores again without a run. */
export function makeReport(plan: Plan, submission: PlannedSubmission, outcome: Outcome): Report {
  const assignment = plannedAssignment(plan, submission.assignment);
  const { learner, attempt, submittedAt, submittedAtFrom } = submission;
  const scored = scoreRows(assignment, submission, outcome);
  const cases = plan.replay === true ? withTokens(scored, outcome.cases) : scored;
  const tasks = scoreTasks(assignment.tasks, cases);
  const score = totalScore(cases);
  const { key, digests, seed, seedSha256, versions } = outcome;
  return {
    schema: 'report/v1',
    learner,
    assignment: assignment.slug,
    title: assignment.title,
    attempt,
    submittedAt,
    submittedAtFrom,
    gradedAt: outcome.measured.finishedAt,
    durationMs: outcome.measured.wallMs,
    status: attemptStatus(cases),
    summary: whatWentWrong(cases, tasks),
    ...(score === undefined ? {} : { score }),
    maxScore: pointsOf(assignment.cases.reduce((total, { points }) => total + hundredths(points), 0)),
    credit: outcome.isolation.level >= plan.minIsolation,
    ...(outcome.publishedSecret === undefined ? {} : { publishedSecret: true }),
    tasks,
    cases,
    misconceptions: misconceptionsIn(cases),
    isolation: { ...outcome.isolation, guarantees: guaranteesOf(outcome.isolation) },
    certificate: assignment.certificate,
    provenance: { key, digests, seed, seedSha256, versions },
  };
}
