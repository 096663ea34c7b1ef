import { describe, expect, test } from '@jest/globals';
import type { Kind } from '../../src/schema/kinds.ts';
import type { Outcome } from '../../src/schema/outcome.ts';
import type { PlannedCase } from '../../src/schema/plan.ts';
import { misconceptionsIn, scoreRows, scoreTasks, totalScore } from '../../src/scoring/score-rows.ts';
import { attemptStatus, caseStatus } from '../../src/scoring/statuses.ts';
import { whatWentWrong } from '../../src/scoring/what-went-wrong.ts';

const TASKS = [
  { id: 'A03.1', name: 'softmaxNaive', points: 10 },
  { id: 'A03.2', name: 'softmaxStable', points: 20 },
];
const planned = (id: string, task: string, group: string, points: number): PlannedCase => ({
  id,
  title: id,
  task,
  group,
  visibility: 'hidden',
  points,
});
const CASES = [
  planned('a', 'A03.1', 'values', 3.34),
  planned('b', 'A03.1', 'values', 3.33),
  planned('c', 'A03.1', 'shape', 3.33),
  planned('d', 'A03.2', 'stability', 20),
];

type Fact = Outcome['cases'][number];
const pass = (id: string): Fact => ({ id, status: 'pass' });
const fail = (id: string, kind: Kind, more: object = {}): Fact => ({
  id,
  status: 'fail',
  failure: { kind, who: 'softmax', what: 'went wrong', ...more },
});
const MEASURED: Outcome['measured'] = {
  startedAt: '2026-03-01T00:00:00Z',
  finishedAt: '2026-03-01T00:00:01Z',
  wallMs: 1,
  cpuMs: 1,
  outputBytes: 0,
  restarts: 0,
  retries: 0,
  cases: {},
};
const rowsOf = (facts: Fact[], cases: Outcome['measured']['cases'] = {}, refusal?: { reason: string }) =>
  scoreRows({ cases: CASES, file: 'softmax.ts' }, refusal === undefined ? {} : { refusal }, {
    cases: facts,
    measured: { ...MEASURED, cases },
  });

describe('rows come from the plan', () => {
  test('missing facts are not-run rows worth 0; facts of other cases earn nothing', () => {
    const rows = rowsOf([pass('a'), pass('d'), pass('forged')]);
    expect(rows.map(({ id, status, score }) => [id, status, score])).toEqual([
      ['a', 'pass', 3.34],
      ['b', 'fail', 0],
      ['c', 'fail', 0],
      ['d', 'pass', 20],
    ]);
    expect(rows[1]?.failure?.kind).toBe('not-run');
    expect(totalScore(rows)).toBe(23.34);
    expect(scoreTasks(TASKS, rows)).toEqual([
      { id: 'A03.1', name: 'softmaxNaive', score: 3.34, maxScore: 10 },
      { id: 'A03.2', name: 'softmaxStable', score: 20, maxScore: 20 },
    ]);
  });

  test('hundredths add up exactly', () => {
    expect(totalScore(rowsOf(CASES.map(({ id }) => pass(id))))).toBe(30);
  });

  test('a failed fact without a reason is our fault, and not 0 points', () => {
    expect(rowsOf([{ id: 'a', status: 'fail' }])[0]).not.toHaveProperty('score');
  });
});

test('a grader error withholds its row, its task and the total', () => {
  const rows = rowsOf([pass('a'), fail('b', 'grader-error'), pass('c'), pass('d')]);
  expect(totalScore(rows)).toBeUndefined();
  expect(scoreTasks(TASKS, rows).map(({ score }) => score)).toEqual([undefined, 20]);
  expect(attemptStatus(rows)).toBe('infrastructure-error');
});

test('the margin is a word: thin above half of the tolerance', () => {
  const rows = rowsOf([pass('a'), pass('b'), pass('c')], {
    a: { wallMs: 1, margin: 0.5 },
    b: { wallMs: 1, margin: 0.51 },
    c: { wallMs: 1 },
  });
  expect(rows.map(({ margin }) => margin)).toEqual(['ample', 'thin', undefined, undefined]);
});

test('misconceptions, each with its tasks once', () => {
  const rows = rowsOf([
    fail('a', 'wrong', { misconception: 'M-AXIS' }),
    fail('b', 'wrong', { misconception: 'M-AXIS' }),
    fail('c', 'wrong', { misconception: 'M-SCALAR' }),
    fail('d', 'wrong', { misconception: 'M-AXIS' }),
  ]);
  expect(misconceptionsIn(rows)).toEqual([
    { code: 'M-AXIS', tasks: ['A03.1', 'A03.2'] },
    { code: 'M-SCALAR', tasks: ['A03.1'] },
  ]);
});

describe('statuses', () => {
  test.each<[Kind, string]>([
    ['wrong', 'fail'],
    ['student-error', 'error'],
    ['dead', 'error'],
    ['memory', 'error'],
    ['output', 'error'],
    ['protocol', 'error'],
    ['timeout', 'timeout'],
    ['compile-error', 'not-run'],
    ['not-run', 'not-run'],
    ['grader-error', 'skipped'],
  ])('%s is %s in the gradebook', (kind, status) => {
    expect(caseStatus({ failure: { kind, who: '', what: '' } })).toBe(status);
  });

  const all = (kind: Kind) => rowsOf(CASES.map(({ id }) => fail(id, kind)));
  test.each<[Kind, string]>([
    ['compile-error', 'compile-error'],
    ['dead', 'crash'],
    ['timeout', 'timeout'],
    ['memory', 'out-of-memory'],
    ['wrong', 'graded'],
    ['not-run', 'graded'],
  ])('all rows %s make the attempt %s', (kind, status) => {
    expect(attemptStatus(all(kind))).toBe(status);
  });

  test('rows that were not run after the first timeouts do not hide the timeout; a pass does', () => {
    const rows = [fail('a', 'timeout'), fail('b', 'timeout'), fail('c', 'not-run')];
    expect(attemptStatus(rowsOf([...rows, fail('d', 'not-run')]))).toBe('timeout');
    expect(attemptStatus(rowsOf([...rows, pass('d')]))).toBe('graded');
  });
});

describe('what went wrong, in plain words', () => {
  const said = (facts: Fact[], refusal?: { reason: string }) => {
    const rows = rowsOf(facts, {}, refusal);
    return whatWentWrong(rows, scoreTasks(TASKS, rows));
  };

  test('nothing', () => {
    expect(said(CASES.map(({ id }) => pass(id)))).toBe('');
  });

  test('a group that failed, and a task that failed throughout', () => {
    expect(said([pass('a'), pass('b'), fail('c', 'wrong'), fail('d', 'timeout')])).toBe(
      'softmaxStable too slow; shape: softmaxNaive wrong',
    );
  });

  test('a placeholder is not written, whatever kind it has', () => {
    const stub = { misconception: 'M-STUB' };
    const facts = ['a', 'b', 'c'].map((id) => fail(id, 'student-error', stub));
    expect(said([...facts, pass('d')])).toBe('softmaxNaive not written');
  });

  test('one sentence for what befell the whole submission', () => {
    const broken = { what: "line 3: ';' expected" };
    expect(said(CASES.map(({ id }) => fail(id, 'compile-error', broken)))).toBe(
      "does not compile: line 3: ';' expected",
    );
    expect(said([], { reason: 'softmax.ts is missing' })).toBe('softmax.ts is missing');
  });
});
