import type { Adjustment } from '../schema/class.ts';
import type { Course } from '../schema/course.ts';
import type { Attempt, Grade } from '../schema/gradebook.ts';
import { adjust } from './adjust.ts';
import { lateAdjustment, latenessOf } from './lateness.ts';

export type GradedAttempt = Pick<Attempt, 'id' | 'rawScore' | 'submittedAt'> & { readonly summary: string };

type Candidate = Omit<Grade, 'learnerId' | 'assignmentId'>;

/**
 * One learner's grade in one assignment. The best attempt counts, after the late rule and before adjustments;
 * of two equal ones the earlier. While one attempt is withheld, the grade is too, unless an override sets it.
 */
export function gradeLearner(
  learnerId: string,
  assignment: Course['assignments'][number],
  rule: Course['late'],
  attempts: readonly GradedAttempt[],
  rows: readonly Adjustment[],
  maxScore: number,
): Grade {
  const { attemptId, ...chosen } = choose(attempts, assignment, rule);
  const { adjustments, finalScore } = adjust(chosen.rawScore, [...(chosen.adjustments ?? []), ...rows]);
  const overridden = rows.some(({ kind }) => kind === 'override');
  const { adjustments: _late, ...rest } = chosen;
  return {
    learnerId,
    assignmentId: assignment.slug,
    ...(attemptId === undefined ? {} : { attemptId }),
    ...rest,
    ...(overridden ? { status: 'graded' } : {}),
    ...(adjustments.length > 0 ? { adjustments: [...adjustments] } : {}),
    ...(finalScore === undefined ? {} : { finalScore }),
    maxScore,
  };
}

function choose(
  attempts: readonly GradedAttempt[],
  assignment: Course['assignments'][number],
  rule: Course['late'],
): Candidate {
  const candidates = attempts.map((attempt) => candidate(attempt, assignment, rule));
  const withheld = candidates.find(({ status }) => status === 'incomplete');
  const [first, ...others] = candidates;
  if (first === undefined) return { status: 'missing' };
  return (
    withheld ??
    others.reduce((best, one) => ((one.finalScore ?? 0) > (best.finalScore ?? 0) ? one : best), first)
  );
}

function candidate(
  { id, rawScore, submittedAt, summary }: GradedAttempt,
  assignment: Course['assignments'][number],
  rule: Course['late'],
): Candidate {
  const lateness = latenessOf(submittedAt, assignment, rule);
  const late = rawScore === undefined ? undefined : lateAdjustment(rawScore, lateness, rule, submittedAt);
  const adjustments = late === undefined ? [] : [late];
  const { finalScore } = adjust(rawScore, adjustments);
  return {
    attemptId: id,
    status: rawScore === undefined ? 'incomplete' : 'graded',
    late: lateness.late,
    ...(lateness.late ? { lateBySeconds: lateness.bySeconds } : {}),
    ...(rawScore === undefined ? {} : { rawScore }),
    adjustments,
    ...(finalScore === undefined ? {} : { finalScore }),
    ...(summary === '' ? {} : { comment: summary }),
  };
}
