import { describe, expect, test } from '@jest/globals';
import { lateAdjustment, latenessOf } from '../../src/scoring/lateness.ts';

const ASSIGNMENT = { slug: 'a03', dueAt: '2026-03-01T12:00:00Z', lateDueAt: '2026-03-08T12:00:00Z' };
const RULE = { graceSeconds: 600, perDay: 0.1, cap: 0.25 };

const deltaAt = (submittedAt: string, raw = 80, rule: typeof RULE | undefined = RULE): number =>
  lateAdjustment(raw, latenessOf(submittedAt, ASSIGNMENT, rule), rule, submittedAt)?.delta ?? 0;

describe('grace, then a tenth for each started day, a quarter at most, nothing after lateDueAt', () => {
  test.each([
    ['2026-03-01T11:59:59Z', 0],
    ['2026-03-01T12:00:00Z', 0],
    ['2026-03-01T12:10:00Z', 0],
    ['2026-03-01T12:10:01Z', -8],
    ['2026-03-02T12:10:00Z', -8],
    ['2026-03-02T12:10:01Z', -16],
    ['2026-03-04T12:00:00Z', -20],
    ['2026-03-08T12:00:00Z', -20],
    ['2026-03-08T12:00:01Z', -80],
  ])('%s takes %d off 80', (submittedAt, delta) => {
    expect(deltaAt(submittedAt)).toBe(delta);
  });
});

test('times with offsets are the same moments', () => {
  expect(deltaAt('2026-03-01T13:10:00+01:00')).toBe(0);
  expect(deltaAt('2026-03-01T13:10:01+01:00')).toBe(-8);
});

test('a deduction has two decimals, and is taken off the earned score', () => {
  expect(deltaAt('2026-03-01T13:00:00Z', 33.33)).toBe(-3.33);
  expect(deltaAt('2026-03-01T13:00:00Z', 0)).toBe(0);
});

test('without a rule lateness is recorded and free until lateDueAt', () => {
  const submittedAt = '2026-03-02T12:00:00.500Z';
  expect(latenessOf(submittedAt, ASSIGNMENT, undefined)).toEqual({
    late: true,
    bySeconds: 86_401,
    daysStarted: 2,
    closed: false,
  });
  expect(
    lateAdjustment(80, latenessOf(submittedAt, ASSIGNMENT, undefined), undefined, submittedAt),
  ).toBeUndefined();
});

test('within the grace a submission is not late at all; without dates nothing is', () => {
  expect(latenessOf('2026-03-01T12:05:00Z', ASSIGNMENT, RULE)).toMatchObject({ late: false, bySeconds: 0 });
  expect(latenessOf('2036-01-01T00:00:00Z', { slug: 'a03' }, RULE)).toMatchObject({
    late: false,
    closed: false,
  });
});

test('the adjustment says why', () => {
  const at = '2026-03-03T00:00:00Z';
  const adjustment = lateAdjustment(80, latenessOf(at, ASSIGNMENT, RULE), RULE, at);
  expect(adjustment).toEqual({
    kind: 'late',
    delta: -16,
    reason: '2 days late: 20 % of 80 points',
    by: 'gradus',
    at,
  });
});
