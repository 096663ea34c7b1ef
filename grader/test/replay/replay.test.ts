import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { describeValue } from '../../src/authoring/describe-value.ts';
import { feedbackMarkdown } from '../../src/pipeline/feedback-markdown.ts';
import { outPaths } from '../../src/pipeline/out-paths.ts';
import { decodeToken } from '../../src/replay/decode-token.ts';
import { CHECKSUM_BYTES, encodeToken, PREFIX } from '../../src/replay/token.ts';
import { type Feedback, feedbackSchema } from '../../src/schema/feedback.ts';
import { type Outcome, outcomeSchema } from '../../src/schema/outcome.ts';
import { readDocument } from '../../src/schema/validate.ts';
import { program, repository, scratchFolder, student } from '../student/student-kit.ts';

// A class is graded and a kit released; each starts several processes.
jest.setTimeout(120_000);

const SLUG = 'a03-softmax';
const SECRET = 'the secret of this test';
const SEED = 987_654_321;
const LEARNER = 'bjorn.sorensen';
const example = join(repository, 'grader/examples/class/submissions', LEARNER, SLUG, 'softmax.ts');

const scratch = scratchFolder();
const paths = outPaths(join(scratch.path, 'out'));
const kit = join(scratch.path, 'kit');

const gradus = (...argv: string[]) =>
  program(repository, process.execPath, [join(repository, 'dist/gradus.js'), ...argv], {
    ...process.env,
    GRADUS_SECRET: SECRET,
  });

/** Writes the class; `replay` is what its course.json says. */
function writeClass(dir: string, replay: boolean): void {
  const course = {
    schema: 'course/v1',
    id: 'replaying',
    title: 'A class of one',
    seed: SEED,
    minIsolation: 0,
    assignments: [{ slug: SLUG }],
    replay,
  };
  writeFileSync(join(dir, 'course.json'), JSON.stringify(course));
  writeFileSync(join(dir, 'roster.csv'), `id,givenName,familyName,email,section,status\n${LEARNER},B,S,,,\n`);
}

const attempts = [1, 2].map((attempt) => ({ learner: LEARNER, assignment: SLUG, attempt }));
const feedbackOf = (attempt: number): Feedback =>
  readDocument(paths.feedback({ learner: LEARNER, assignment: SLUG, attempt }), feedbackSchema);
const tokensOf = ({ cases }: Feedback) =>
  cases.flatMap(({ replay }) => (replay === undefined ? [] : [replay]));

beforeAll(async () => {
  const dir = join(scratch.path, 'class');
  // The same file twice: whatever differs between the attempts is the draw.
  for (const folder of [SLUG, `${SLUG}@2`]) {
    mkdirSync(join(dir, 'submissions', LEARNER, folder), { recursive: true });
    cpSync(example, join(dir, 'submissions', LEARNER, folder, 'softmax.ts'));
  }
  writeClass(dir, true);
  for (const argv of [
    ['grade', dir, '--out', join(scratch.path, 'out')],
    ['release', '--out', kit],
  ]) {
    const { status, stderr } = await gradus(...argv);
    if (status !== 0) throw new Error(stderr);
  }
  cpSync(example, join(kit, 'assignments', SLUG, 'softmax.ts'));
});

afterAll(scratch.remove);

describe('in a graded class', () => {
  let facts: readonly Outcome['cases'][];
  beforeAll(() => {
    facts = attempts.map((attempt) => readDocument(paths.outcome(attempt), outcomeSchema).cases);
  });
  const inputOf = ({ failure }: Outcome['cases'][number]) =>
    failure?.detail
      ?.split('\n')
      .filter((line) => /^(input|argument)/.test(line))
      .join('\n');

  test('a failing case has a token exactly when its input was drawn anew for the attempt', () => {
    const [first = [], second = []] = facts;
    const kinds = { drawn: 0, fixed: 0 };
    for (const fact of first.filter((one) => one.failure?.detail !== undefined)) {
      const again = second.find(({ id }) => id === fact.id);
      if (again?.failure?.detail === undefined) continue;
      const drawn = inputOf(fact) !== inputOf(again);
      kinds[drawn ? 'drawn' : 'fixed'] += 1;
      expect([fact.id, fact.replay !== undefined]).toEqual([fact.id, drawn]);
      if (drawn) expect(again.replay).not.toBe(fact.replay);
    }
    expect(kinds.drawn).toBeGreaterThan(15);
    expect(kinds.fixed).toBeGreaterThan(5);
  });

  test('it holds the input that the case failed on, and nothing of its test', () => {
    const planned = JSON.parse(readFileSync(paths.plan, 'utf8')).assignments[0].cases;
    for (const fact of facts.flat()) {
      if (fact.replay === undefined) continue;
      const { slug, on, name, args } = decodeToken(fact.replay);
      expect([slug, on, name]).toEqual([SLUG, 'submission', fact.failure?.who]);
      for (const arg of args) expect(inputOf(fact) ?? '').toContain(describeValue(arg));

      const bytes = Buffer.from(fact.replay.slice(PREFIX.length), 'base64url').subarray(CHECKSUM_BYTES);
      const content = inflateRawSync(bytes).toString('latin1');
      const [header = ''] = content.split('\n');
      // Slug, kind and name, and the arguments: there is no place for anything else.
      expect(JSON.parse(header)).toHaveLength(4);
      for (const { id, title } of planned) {
        expect(content).not.toContain(id);
        expect(content).not.toContain(title);
      }
      for (const closed of [SECRET, String(SEED), LEARNER]) expect(content).not.toContain(closed);
    }
  });

  test('feedback has at most one a task, of a hidden case too, and a new attempt has others', () => {
    const feedbacks = attempts.map(({ attempt }) => feedbackOf(attempt));
    for (const feedback of feedbacks) {
      const tasks = feedback.cases.flatMap(({ task, replay }) => (replay === undefined ? [] : [task]));
      expect(new Set(tasks).size).toBe(tasks.length);
      expect(tasks.length).toBeGreaterThan(1);
      const page = feedbackMarkdown(feedback);
      expect(page.match(/^ {4}npx gradus replay gr1\.[\w-]+$/gm)).toEqual(
        tokensOf(feedback).map((token) => `    npx gradus replay ${token}`),
      );
    }
    const [first, second] = feedbacks.map((feedback) => new Set(tokensOf(feedback)));
    expect([...(first ?? [])].filter((token) => second?.has(token))).toEqual([]);
    expect(
      feedbacks.flatMap(({ cases }) => cases).some((row) => row.replay && row.visibility === 'hidden'),
    ).toBe(true);
  });

  test('a course that does not allow it has none, and no run is needed to say so', async () => {
    const dir = join(scratch.path, 'class');
    const out = join(scratch.path, 'without');
    cpSync(join(scratch.path, 'out'), out, { recursive: true });
    writeClass(dir, false);
    for (const stage of ['collect', 'plan', 'report']) {
      expect(await gradus('grade', dir, '--out', out, '--only', stage)).toMatchObject({ status: 0 });
    }
    const { feedback, feedbackMarkdown: page, report } = outPaths(out);
    for (const attempt of attempts) {
      for (const path of [feedback, page, report])
        expect(readFileSync(path(attempt), 'utf8')).not.toMatch(/gr1\.|replay/);
    }
  });
});

describe('in the hands of a student', () => {
  const tokenOf = (name: string) => {
    const found = tokensOf(feedbackOf(1)).find((token) => decodeToken(token).name === name);
    if (found === undefined) throw new Error(`no token of ${name}`);
    return found;
  };

  test('the input is shown, and what the own function returns', async () => {
    const { status, stdout, stderr } = await student(kit, 'replay', tokenOf('softmaxDim'));
    expect([status, stderr]).toEqual([0, '']);
    const [heading, ...rest] = stdout.split('\n');
    expect(heading).toBe(`A03 Softmax by hand · assignments/${SLUG}/softmax.ts`);
    expect(rest.join('\n')).toMatch(
      /^\nsoftmaxDim was called with\n {2}argument 1 {2}float32 tensor of shape \([\d, ]+\)\n {14}\[\[[\s\S]*\]\]\n {2}argument 2 {2}-?\d\nsoftmaxDim returned\n {2}float32 tensor of shape \([\d, ]+\)\n {2}\[\[[\s\S]*\]\]\n\nA token holds the input of a case and no expected value: /,
    );
  });

  test('the input is exactly the one that was graded', async () => {
    const token = tokenOf('predictClass');
    const echo = join(scratch.path, 'echo.ts');
    writeFileSync(echo, 'export const predictClass = (...args: unknown[]) => args;');
    const { stdout } = await student(kit, 'replay', token, '--file', echo);
    const [, given = '', returned = ''] =
      /called with\n([\s\S]*)\npredictClass returned\n([\s\S]*)\n\nA token/.exec(stdout) ?? [];
    const numbers = (text: string) => text.match(/-?\d+\.\d+/g);
    expect(numbers(given)?.length).toBeGreaterThan(3);
    expect(numbers(returned)).toEqual(numbers(given));
  });

  test.each<[string, string, string]>([
    [
      'an error, with its line',
      'export function softmaxDim() {\n  throw new TypeError("no such axis");\n}',
      'softmaxDim threw a TypeError\n  TypeError: no such axis\n  line 2: throw new TypeError("no such axis");',
    ],
    ['another name', 'export const softmax = 1;', 'softmaxDim is not exported by the file'],
    [
      'a placeholder',
      "import { NotImplementedError } from '#torch';\nexport function softmaxDim() { throw new NotImplementedError('A03.3'); }",
      'softmaxDim is not written yet',
    ],
    ['an exit', 'export const softmaxDim = () => process.exit(0);', 'softmaxDim ended the process'],
    ['a slip', 'export const softmaxDim = (;', 'The file does not compile, so nothing was run.\n\n'],
  ])('%s: exit status 1', async (what, source, says) => {
    const file = join(scratch.path, `${what}.ts`);
    writeFileSync(file, source);
    const { status, stdout, stderr } = await student(kit, 'replay', tokenOf('softmaxDim'), '--file', file);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain(says);
  });

  test('an input that the function changes is named', async () => {
    const file = join(scratch.path, 'changes.ts');
    writeFileSync(file, 'export const softmaxDim = (x) => x.add_(1);');
    const { stdout } = await student(kit, 'replay', tokenOf('softmaxDim'), '--file', file);
    expect(stdout).toContain('It changed what it was given: argument 1.');
  });

  test.each<[string, () => string, string]>([
    [
      'cut short',
      () => tokenOf('softmaxDim').slice(0, -3),
      'the token is damaged or incomplete: its checksum does not fit',
    ],
    ['no token', () => 'a03', 'this is not a replay token\n  expected: one word that begins with gr1.'],
    [
      'of an assignment that the kit has not',
      () => encodeToken({ slug: 'a99-nothing', on: 'submission', name: 'f', args: [] }) ?? '',
      "the token is of the assignment 'a99-nothing', which this kit does not have\n  expected: a01-tensors",
    ],
  ])('%s: one clear error, exit status 2', async (_what, token, says) => {
    const { status, stdout, stderr } = await student(kit, 'replay', token());
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`gradus replay: ${says}`);
  });

  test('a file that is not there: the error is of replay', async () => {
    const { status, stderr } = await student(kit, 'replay', tokenOf('softmaxDim'), '--file', 'nowhere.ts');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^gradus replay: there is no file nowhere\.ts\n/);
  });
});
