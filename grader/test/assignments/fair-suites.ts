import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Tensor } from '#torch';
import { CaseFailure } from '../../src/authoring/index.ts';
import { manifestSchema } from '../../src/schema/manifest.ts';
import { readDocument } from '../../src/schema/validate.ts';
import { ROOT } from './kit-root.ts';
import { failuresOn, type SuiteTest, suiteTests } from './suite-in-process.ts';

/** What a submission exports, by name. */
type Submission = Readonly<Record<string, unknown>>;

/** A wrong answer of the bank. */
export interface Mistake {
  readonly file: string;
  readonly code: string;
  readonly tasks: readonly string[];
  readonly summary: string;
  readonly module: Submission;
}

export function mistakesOf(slug: string): Mistake[] {
  const folder = join(ROOT, 'solutions', slug, 'mistakes');
  return readdirSync(folder).map((file) => {
    const module = require(join(folder, file)) as { mistake: Omit<Mistake, 'file' | 'module'> };
    return { file, ...module.mistake, module };
  });
}

/** The codes of an assignment's mistakes, each once, in order. */
export const codesOf = (slug: string): string[] =>
  [...new Set(mistakesOf(slug).map(({ code }) => code))].sort();

export const manifestOf = (slug: string) =>
  readDocument(join(ROOT, 'assignments', slug, 'manifest.json'), manifestSchema);

/** The tests of the tasks that a mistake is about. */
export function concernedBy({ tasks }: Mistake, tests: readonly SuiteTest[]): SuiteTest[] {
  return tests.filter(({ titles }) => tasks.some((id) => titles[0]?.startsWith(`${id} `)));
}

/** Declares that the suites accept the reference, and that every mistake fails the cases that say they catch it. */
export function testOnSeeds(slug: string, seeds: readonly number[]): void {
  const tests = suiteTests(slug);

  test.each(seeds)('accept the reference (seed %d)', async (seed) => {
    const { failed } = await failuresOn(slug, tests, referenceOf(slug), seed);
    expect([...failed]).toEqual([]);
  });

  describe.each(mistakesOf(slug).map((mistake): [string, Mistake] => [mistake.file, mistake]))(
    '%s',
    (_file, mistake) => {
      const concerned = concernedBy(mistake, tests);

      test.each(seeds)('loses points, in every case that says so (seed %d)', async (seed) => {
        const { failed } = await failuresOn(slug, concerned, mistake.module, seed);
        const claimed = concerned.filter(({ kills }) => kills.has(mistake.code)).map(({ id }) => id);
        expect(claimed.length).toBeGreaterThan(0);
        expect(claimed.filter((id) => !failed.has(id))).toEqual([]);
      });
    },
  );
}

export const referenceOf = (slug: string): Submission =>
  require(join(ROOT, 'solutions', slug, manifestOf(slug).file));

/** Submissions that suites are to be fair to. */
export interface Tried {
  /** Right by other roads than the reference: they pass everything. */
  readonly right: Readonly<Record<string, Submission>>;
  readonly seeds: readonly number[];
  /** Answers that know nothing of the input: they pass nothing. */
  readonly thoughtless?: Readonly<Record<string, Submission>>;
  /** Titles of the cases that they may pass all the same, because the right answer happens to be such a one. */
  readonly luck?: readonly string[];
}

/** Declares that the suites of an assignment are fair to submissions of our own. */
export function testFairness(slug: string, { right, seeds, thoughtless = {}, luck = [] }: Tried): void {
  describe('the suites are fair', () => {
    const tests = suiteTests(slug);

    describe.each(Object.entries(right))('a right answer by another road: %s', (_road, submission) => {
      test.each(seeds)('passes (seed %d)', async (seed) => {
        const { failed } = await failuresOn(slug, tests, submission, seed);
        expect([...failed]).toEqual([]);
      });
    });

    for (const [answer, submission] of Object.entries(thoughtless)) {
      test(`a submission that always answers with ${answer} passes nothing`, async () => {
        const { failed } = await failuresOn(slug, tests, submission, 1);
        const passed = tests.filter(({ id }) => !failed.has(id)).map(({ titles }) => titles.at(-1) ?? '');
        expect(passed.filter((title) => !luck.includes(title))).toEqual([]);
        // Whatever comes back, the submission is at fault and never the suite.
        expect([...failed.values()].filter((error) => !(error instanceof CaseFailure))).toEqual([]);
      });
    }

    test('about a third of the points can be seen', () => {
      const shares = manifestOf(slug).tasks.flatMap(({ id, groups }) =>
        groups.map((group) => {
          const cases = tests.filter(
            ({ titles }) => titles[0]?.startsWith(`${id} `) && titles[1] === group.id,
          );
          return (group.points * cases.filter((c) => c.visibility === 'visible').length) / cases.length;
        }),
      );
      const visible = shares.reduce((sum, share) => sum + share, 0);
      expect(visible).toBeGreaterThan(25);
      expect(visible).toBeLessThan(40);
    });
  });
}

/** For each answer a submission whose exports, named as a reference's are, all give that one; `besides` are others. */
export const always = (
  reference: Submission,
  answers: Submission,
  besides: Submission = {},
): Record<string, Submission> =>
  Object.fromEntries(
    Object.entries(answers).map(([what, answer]) => [
      what,
      { ...Object.fromEntries(Object.keys(reference).map((name) => [name, answer])), ...besides },
    ]),
  );

/** An answer that has the form of the first argument, or is a list of such. */
export const likeFirst = (make: (x: Tensor) => Tensor) => (first: Tensor | Tensor[]) =>
  Array.isArray(first) ? first.map(make) : make(first);
