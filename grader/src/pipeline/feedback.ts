import { type Misconception, misconception } from '../diagnosis/misconceptions/index.ts';
import type { Feedback, FeedbackCase } from '../schema/feedback.ts';
import type { Report, ReportRow } from '../schema/report.ts';
import { totalScore } from '../scoring/score-rows.ts';
import { commonFailure } from '../scoring/what-went-wrong.ts';

/**
 * What the student gets of a report. Every field is copied by name: what is not named here stays with staff.
 * Times are left out altogether.
 */
export function makeFeedback(report: Report): Feedback {
  const { learner, assignment, title, attempt, submittedAt, score, maxScore, credit, tasks } = report;
  const notice = noticeOf(report);
  return {
    schema: 'feedback/v1',
    learner,
    assignment,
    title,
    attempt,
    submittedAt,
    ...(score === undefined ? {} : { score }),
    maxScore,
    credit,
    ...(notice === undefined ? {} : { notice }),
    hidden: whatIsHidden(report.cases),
    tasks: tasks.map((task) => ({
      id: task.id,
      name: task.name,
      ...(task.score === undefined ? {} : { score: task.score }),
      maxScore: task.maxScore,
    })),
    cases: report.cases.map((row) => feedbackCase(row, attempt)),
  };
}

function feedbackCase(
  { task, group, visibility, title, status, failure, replay }: ReportRow,
  attempt: number,
): FeedbackCase {
  const isVisible = visibility === 'visible';
  return {
    task,
    group,
    visibility,
    ...(isVisible ? { title } : {}),
    status,
    ...(failure === undefined ? {} : { kind: failure.kind, what: failure.what }),
    ...(failure === undefined ? {} : advice(failure, attempt)),
    ...(isVisible && failure?.detail !== undefined ? { detail: failure.detail } : {}),
    // The one exception to the rule that no hidden input is told: a course allows it, and it was drawn for this attempt.
    ...(replay === undefined ? {} : { replay }),
  };
}

type Advice = Pick<FeedbackCase, 'misconception' | 'message' | 'hint'>;

/** What a failure has to say about its repair: a named one the words of the catalogue, any other its own hint. */
function advice({ misconception: code, hint }: NonNullable<ReportRow['failure']>, attempt: number): Advice {
  const entry = code === undefined ? undefined : misconception(code);
  return {
    ...(code === undefined ? {} : { misconception: code }),
    ...(entry === undefined
      ? hint !== undefined && { hint }
      : { message: entry.message, hint: stepFor(entry, attempt) }),
  };
}

/** The ladder is climbed by handing in again; from the third attempt on the last step stays. */
const stepFor = ({ hints }: Misconception, attempt: number): string =>
  hints[Math.min(attempt, hints.length) - 1] ?? hints[0];

function whatIsHidden(cases: readonly ReportRow[]): Feedback['hidden'] {
  const hidden = cases.filter(({ visibility }) => visibility === 'hidden');
  const points = totalScore(hidden.map(({ maxScore }) => ({ score: maxScore }))) ?? 0;
  const says = `${hidden.length} of ${cases.length} cases are hidden; their points are ${points}.`;
  return { cases: hidden.length, ofCases: cases.length, points, says };
}

function noticeOf({ status, cases }: Report): string | undefined {
  if (status === 'infrastructure-error') {
    return 'The grader failed, which is our fault and costs you nothing: your score is withheld until it has run again.';
  }
  const whole = commonFailure(cases);
  if (whole === undefined) return undefined;
  const said =
    whole.kind === 'compile-error'
      ? `${whole.who} does not compile: ${whole.what}`
      : `Your submission was not run: ${whole.what}`;
  return whole.hint === undefined ? said : `${said} (${whole.hint})`;
}
