import { describe, expect, test } from '@jest/globals';
import type { Adjustment } from '../../src/schema/class.ts';
import { adjust } from '../../src/scoring/adjust.ts';
import { type GradedAttempt, gradeLearner } from '../../src/scoring/grade-learner.ts';

const AT = '2026-03-10T00:00:00Z';
const ASSIGNMENT = { slug: 'a03', dueAt: '2026-03-01T12:00:00Z' };
const RULE = { graceSeconds: 0, perDay: 0.1, cap: 1 };

const row = (kind: Adjustment['kind'], delta: number): Adjustment => ({
  learner: 'amara',
  assignment: 'a03',
  kind,
  delta,
  at: AT,
});
const attempt = (number: number, rawScore: number | undefined, day = 1): GradedAttempt => ({
  id: `amara/a03@${number}`,
  submittedAt: `2026-03-0${day}T11:00:00Z`,
  summary: '',
  ...(rawScore === undefined ? {} : { rawScore }),
});
const gradeOf = (attempts: GradedAttempt[], rows: Adjustment[] = []) =>
  gradeLearner('amara', ASSIGNMENT, RULE, attempts, rows, 100);

describe('adjust', () => {
  test('applies in order, and cuts at 0 only at the end', () => {
    expect(adjust(50, [row('integrity', -70), row('manual', 30)]).finalScore).toBe(10);
    expect(adjust(50, [row('integrity', -70)]).finalScore).toBe(0);
    expect(adjust(98, [row('extra-credit', 5.5)]).finalScore).toBe(103.5);
  });

  test('an override sets, what comes after adds, and score + Σ delta = final score', () => {
    const { adjustments, finalScore } = adjust(72.5, [
      row('curve', 3),
      row('override', 60),
      row('manual', 1.25),
    ]);
    expect(finalScore).toBe(61.25);
    expect(adjustments.map(({ delta }) => delta)).toEqual([3, -15.5, 1.25]);
    expect(72.5 + adjustments.reduce((sum, { delta }) => sum + delta, 0)).toBe(finalScore);
  });

  test('without a score only an override gives one', () => {
    expect(adjust(undefined, [row('manual', 5)])).toMatchObject({ finalScore: undefined });
    expect(adjust(undefined, [row('manual', 5), row('override', 60)]).finalScore).toBe(60);
  });
});

describe('which attempt counts', () => {
  test('the best after the late rule', () => {
    // 90 on day 3 is one day and 23 hours late: 20 % off, 72.
    expect(gradeOf([attempt(1, 75), attempt(2, 90, 3)])).toMatchObject({
      attemptId: 'amara/a03@1',
      rawScore: 75,
      finalScore: 75,
      late: false,
    });
    expect(gradeOf([attempt(1, 70), attempt(2, 90, 3)])).toMatchObject({
      attemptId: 'amara/a03@2',
      rawScore: 90,
      finalScore: 72,
      late: true,
      lateBySeconds: 169_200,
      adjustments: [{ kind: 'late', delta: -18 }],
    });
  });

  test('the earlier of two equal ones', () => {
    expect(gradeOf([attempt(1, 80), attempt(2, 80)]).attemptId).toBe('amara/a03@1');
  });

  test('adjustments follow the late rule and do not choose the attempt', () => {
    const grade = gradeOf([attempt(1, 70), attempt(2, 90, 3)], [row('manual', -10)]);
    expect(grade).toMatchObject({ attemptId: 'amara/a03@2', finalScore: 62 });
    expect(grade.adjustments?.map(({ kind }) => kind)).toEqual(['late', 'manual']);
  });
});

describe('grades without a score', () => {
  test('nothing handed in is missing', () => {
    expect(gradeOf([])).toEqual({
      learnerId: 'amara',
      assignmentId: 'a03',
      status: 'missing',
      maxScore: 100,
    });
  });

  test('a withheld attempt withholds the grade, however good another one is', () => {
    const grade = gradeOf([attempt(1, 100), attempt(2, undefined)], [row('manual', 5)]);
    expect(grade).toMatchObject({ attemptId: 'amara/a03@2', status: 'incomplete' });
    expect(grade).not.toHaveProperty('rawScore');
    expect(grade).not.toHaveProperty('finalScore');
  });

  test('an override grades what is missing or withheld', () => {
    expect(gradeOf([], [row('override', 55)])).toMatchObject({ status: 'graded', finalScore: 55 });
    expect(gradeOf([attempt(1, undefined)], [row('override', 55)])).toMatchObject({
      status: 'graded',
      finalScore: 55,
    });
  });
});
