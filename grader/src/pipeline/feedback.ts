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
    cases: report.cases.map(feedbackCase),
  };
}

function feedbackCase({ task, group, visibility, title, status, failure, replay }: ReportRow): FeedbackCase {
  const isVisible = visibility === 'visible';
  return {
    task,
    group,
    visibility,
    ...(isVisible ? { title } : {}),
    status,
    ...(failure === undefined ? {} : { kind: failure.kind, what: failure.what }),
    ...(failure?.misconception === undefined ? {} : { misconception: failure.misconception }),
    ...(failure?.hint === undefined ? {} : { hint: failure.hint }),
    ...(isVisible && failure?.detail !== undefined ? { detail: failure.detail } : {}),
    // The one exception to the rule that no hidden input is told: a course allows it, and it was drawn for this attempt.
    ...(replay === undefined ? {} : { replay }),
  };
}

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
