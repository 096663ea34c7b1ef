/** What else the machine does, and who else is in the class, changes nobody's verdict. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { kitAt } from '../src/kit.ts';
import { gradeClass } from '../src/pipeline/grade-class.ts';
import { outPaths } from '../src/pipeline/out-paths.ts';
import { sandboxTools } from '../src/pipeline/sandbox-tools.ts';
import { type Outcome, outcomeSchema } from '../src/schema/outcome.ts';
import { planSchema } from '../src/schema/plan.ts';
import { readDocument } from '../src/schema/validate.ts';

const root = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'gradus-fairness-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SLUG = 'a03-softmax';
const PATIENCE_MS = 900_000;
const SLOTS = 2;

/** The facts about every submission of a class, by `learner/assignment`. */
async function grade(dir: string, out: string): Promise<Map<string, Outcome>> {
  await gradeClass({
    kit: kitAt(root),
    tools: sandboxTools,
    dir,
    out,
    env: { GRADUS_SECRET: 'fair' },
    concurrency: SLOTS,
    signal: new AbortController().signal,
    now: () => new Date(),
    onProgress: () => {},
  });
  const paths = outPaths(out);
  return new Map(
    readDocument(paths.plan, planSchema).submissions.map((one) => [
      `${one.learner}/${one.assignment}@${one.attempt}`,
      readDocument(paths.outcome(one), outcomeSchema),
    ]),
  );
}

/** What is decided about a submission, without what was measured. */
const verdicts = ({ cases }: Outcome): unknown[] =>
  cases.map(({ id, status, failure }) => [id, status, failure?.kind, failure?.misconception]);

const allVerdicts = (facts: ReadonlyMap<string, Outcome>): [string, unknown[]][] =>
  [...facts].map(([name, outcome]) => [name, verdicts(outcome)]);

describe('a submission that never ends', () => {
  const LOOPING = `const attack = () => { for (;;); };
export { attack as softmaxNaive, attack as softmaxStable, attack as softmaxDim, attack as logsumexp, attack as logSoftmax,
  attack as sigmoidFromSoftmax, attack as predictClass, attack as logitsFor, attack as shiftPredictions };
`;
  const honest = Array.from({ length: 6 }, (_, i) => `honest-${i + 1}`);

  function classOf(name: string, sources: Readonly<Record<string, string>>): string {
    const dir = join(folder, name);
    for (const [learner, source] of Object.entries(sources)) {
      mkdirSync(join(dir, 'submissions', learner, SLUG), { recursive: true });
      writeFileSync(join(dir, 'submissions', learner, SLUG, 'softmax.ts'), source);
    }
    writeFileSync(
      join(dir, 'roster.csv'),
      `id,givenName,familyName\n${Object.keys(sources)
        .map((id) => `${id},${id},Fair\n`)
        .join('')}`,
    );
    writeFileSync(
      join(dir, 'course.json'),
      JSON.stringify({
        schema: 'course/v1',
        id: 'fair',
        title: 'Fair',
        seed: 3,
        minIsolation: 0,
        assignments: [{ slug: SLUG }],
        replay: false,
      }),
    );
    return dir;
  }

  test(
    'costs its neighbours nothing but its own slot',
    async () => {
      const reference = readFileSync(join(root, 'solutions', SLUG, 'softmax.ts'), 'utf8');
      const neighbours = Object.fromEntries(honest.map((learner) => [learner, reference]));
      const without = await grade(classOf('without', neighbours), join(folder, 'out-without'));
      // First in the roster, so that all others come after it.
      const beside = await grade(
        classOf('beside', { looping: LOOPING, ...neighbours }),
        join(folder, 'out-beside'),
      );
      const looping = beside.get(`looping/${SLUG}@1`);
      beside.delete(`looping/${SLUG}@1`);

      expect(looping?.cases.every(({ status }) => status === 'fail')).toBe(true);
      expect(allVerdicts(beside)).toEqual(allVerdicts(without));
      const end = Date.parse(looping?.measured.finishedAt ?? '');
      const begin = Date.parse(looping?.measured.startedAt ?? '');
      for (const { measured } of beside.values()) {
        expect(measured).toMatchObject({ retries: 0, restarts: 0, outputBytes: 0 });
        // The other slot went through the whole class while this one was taken.
        expect(Date.parse(measured.startedAt)).toBeGreaterThanOrEqual(begin);
        expect(Date.parse(measured.finishedAt)).toBeLessThan(end);
      }
      // The same processor time in all, but for the noise of a machine; the loop alone has used many times as much.
      const cpuOf = (facts: ReadonlyMap<string, Outcome>): number =>
        [...facts.values()].reduce((sum, { measured }) => sum + measured.cpuMs, 0);
      expect(looping?.measured.cpuMs).toBeGreaterThan(cpuOf(beside));
      expect(cpuOf(beside)).toBeLessThan(2 * cpuOf(without) + 1_000);
    },
    PATIENCE_MS,
  );
});

test(
  'the example class gets the same verdicts while every core is kept busy by others',
  async () => {
    const dir = join(folder, 'example');
    cpSync(join(root, 'grader/examples/class'), dir, { recursive: true });
    const undisturbed = await grade(dir, join(folder, 'out-undisturbed'));
    const spinning: ChildProcess[] = Array.from({ length: availableParallelism() }, () =>
      spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
    );
    try {
      const disturbed = await grade(dir, join(folder, 'out-disturbed'));
      // They were there to the end.
      expect(spinning.map(({ exitCode }) => exitCode)).toEqual(spinning.map(() => null));
      expect(undisturbed.size).toBe(24);
      expect(allVerdicts(disturbed)).toEqual(allVerdicts(undisturbed));
      for (const { measured } of disturbed.values()) expect(measured.retries).toBe(0);
    } finally {
      for (const one of spinning) one.kill('SIGKILL');
    }
  },
  PATIENCE_MS,
);
