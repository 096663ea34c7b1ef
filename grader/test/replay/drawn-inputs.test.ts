import { describe, expect, test } from '@jest/globals';
import type { Call } from '../../src/diagnosis/call.ts';
import { withTokens } from '../../src/pipeline/with-tokens.ts';
import { decodeToken } from '../../src/replay/decode-token.ts';
import { DrawnInputs } from '../../src/replay/drawn-inputs.ts';
import { KINDS } from '../../src/schema/kinds.ts';
import type { ReportRow } from '../../src/schema/report.ts';

const SLUG = 'a03-softmax';
const CASE = 'A03.1-softmaxNaive-values-three';
const WRONG = { kind: 'wrong', who: 'softmaxNaive', what: 'returned a wrong number' } as const;

const observed = (...args: Call['args']): Call => ({
  on: 'submission',
  name: 'softmaxNaive',
  args,
  outcome: { threw: 'TypeError' },
});

/** A case whose calls were made one after the other, each with or without a draw. */
function ranCase(...calls: readonly { draws: boolean; input: number }[]): DrawnInputs {
  const inputs = new DrawnInputs();
  for (const { draws, input } of calls) {
    const rng = inputs.watch(CASE, () => 0.5);
    if (draws) expect(rng()).toBe(0.5);
    inputs.note(CASE, observed(input));
  }
  return inputs;
}

const tokenInput = (inputs: DrawnInputs) => {
  const token = inputs.tokenOf(SLUG, CASE, WRONG);
  return token === undefined ? undefined : decodeToken(token).args[0];
};

describe('which failing case has a token', () => {
  test('one whose input was drawn', () => {
    expect(tokenInput(ranCase({ draws: true, input: 1 }))).toBe(1);
  });

  test('none whose input is fixed, or that made no call', () => {
    expect(tokenInput(ranCase({ draws: false, input: 1 }))).toBeUndefined();
    expect(tokenInput(ranCase())).toBeUndefined();
  });

  test('of several calls it is the last, the one that failed', () => {
    expect(tokenInput(ranCase({ draws: true, input: 1 }, { draws: true, input: 2 }))).toBe(2);
    expect(tokenInput(ranCase({ draws: true, input: 1 }, { draws: false, input: 2 }))).toBeUndefined();
  });

  test('a draw of one case says nothing about another', () => {
    const inputs = ranCase({ draws: true, input: 1 });
    inputs.watch('other', () => 0);
    inputs.note('other', observed(5));
    expect(inputs.tokenOf(SLUG, 'other', WRONG)).toBeUndefined();
  });

  test.each(KINDS)('a failure of kind %s', (kind) => {
    const token = ranCase({ draws: true, input: 1 }).tokenOf(SLUG, CASE, { ...WRONG, kind });
    expect(token === undefined).toBe(['compile-error', 'not-run', 'grader-error'].includes(kind));
  });

  test('not one that is not written yet', () => {
    const stub = { ...WRONG, kind: 'student-error', misconception: 'M-STUB' } as const;
    expect(ranCase({ draws: true, input: 1 }).tokenOf(SLUG, CASE, stub)).toBeUndefined();
  });
});

describe('one token a task', () => {
  const row = (id: string, task: string, status: 'pass' | 'fail'): ReportRow => ({
    id,
    title: id,
    task,
    group: 'values',
    visibility: 'hidden',
    status,
    maxScore: 1,
  });
  const rows = [
    row('a', 'A03.1', 'pass'),
    row('b', 'A03.1', 'fail'),
    row('c', 'A03.1', 'fail'),
    row('d', 'A03.1', 'fail'),
    row('e', 'A03.2', 'fail'),
  ];
  const issued = (tokens: Record<string, string>) =>
    withTokens(
      rows,
      Object.entries(tokens).map(([id, replay]) => ({ id, status: 'fail', replay })),
    ).flatMap(({ id, replay }) => (replay === undefined ? [] : [`${id} ${replay}`]));

  test('that of the first failing case which has one', () => {
    expect(issued({ b: 'gr1.b', c: 'gr1.c', e: 'gr1.e' })).toEqual(['b gr1.b', 'e gr1.e']);
    expect(issued({ c: 'gr1.c', d: 'gr1.d' })).toEqual(['c gr1.c']);
    expect(issued({})).toEqual([]);
  });

  test('never of a case that passes, whatever the facts say', () => {
    expect(issued({ a: 'gr1.a', d: 'gr1.d' })).toEqual(['d gr1.d']);
  });
});
