/*
 * What a course without a grader would write: the suites' client with the submission in the same process as the
 * tests. It exists to be measured against; it protects nothing.
 */
import { expect } from '@jest/globals';
// The file under test: the benchmark puts one submission after another in its place.
import * as student from '../../../solutions/a03-softmax/softmax.ts';
import { caseId } from '../../src/authoring/case-id.ts';
import { compare } from '../../src/authoring/compare.ts';
import { caseStream } from '../../src/authoring/stream.ts';
import type { Student } from '../../src/authoring/submission.ts';
import { toValue } from '../../src/sandbox/to-value.ts';

export type { Tolerance } from '../../src/authoring/compare.ts';
export { draw } from '../../src/authoring/draw.ts';
export { returns } from '../../src/authoring/returns.ts';
export type { Rng } from '../../src/authoring/stream.ts';
export type { Checked, Property } from '../../src/authoring/submission.ts';

const exported = new Map<string, unknown>(Object.entries(student));
const { BENCH_SECRET: secret = '', BENCH_SEED, BENCH_LEARNER: learner = '' } = process.env;

/** The inputs of the same learner in the same class: the verdicts must be the grader's. */
const rngOf = (slug: string) =>
  caseStream(
    { secret, courseSeed: Number(BENCH_SEED), learner, slug, attempt: 1 },
    caseId(expect.getState().currentTestName ?? ''),
  );

export function submission(slug: string): Pick<Student, 'check' | 'checkExport'> {
  return {
    async check(name, checked) {
      const args = checked.args(rngOf(slug));
      const before = args.map(toValue);
      const want = toValue(checked.expected(...args));
      const called = exported.get(name);
      if (typeof called !== 'function') throw new Error(`${name} is not a function`);
      const received = toValue(called(...args));
      if (!checked.mutates) expect(args.map(toValue)).toEqual(before);
      const spec = typeof checked.returns === 'function' ? checked.returns(...args) : checked.returns;
      expect(spec?.mismatch(received)).toBeUndefined();
      const got = checked.compare ? toValue(checked.compare(received, ...args)) : received;
      expect(compare(got, want, checked.tolerance)).toMatchObject({ ok: true });
      for (const property of checked.properties ?? []) expect(property.holds(received)).toBe(true);
    },

    async checkExport(name, { expected, pick, returns }) {
      const value = toValue(exported.get(name));
      expect(returns?.mismatch(value)).toBeUndefined();
      expect(compare(pick ? pick(value) : value, toValue(expected))).toMatchObject({ ok: true });
    },
  };
}
