import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { caseId } from '../../src/authoring/case-id.ts';
import { type Engine, startEngine } from '../../src/engine/index.ts';
import { kitAt } from '../../src/kit.ts';
import { createTranspiler, makeStage, plainIsolation } from '../../src/sandbox/index.ts';
import { DEFAULT_LIMITS } from '../../src/sandbox/types.ts';
import type { CaseFact } from '../../src/schema/kinds.ts';

/*
 * The fast engine must be Jest: the same suites on the same submissions give, case by case, the same verdict and the
 * same words under plain `npx jest`.
 */

// Every submission costs a whole Jest.
jest.setTimeout(120_000);

const SLUG = 'a03-softmax';
const SEED = 20_260_301;
const root = resolve(__dirname, '../../..');
const kit = kitAt(root);
const scratch = mkdtempSync(join(tmpdir(), 'gradus-conformance-'));
const transpiler = createTranspiler(kit.dist);
let engine: Engine;

beforeAll(() => {
  engine = startEngine(kit, plainIsolation());
});

afterAll(async () => {
  transpiler.close();
  await engine.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** By case: 'pass', or the first line of what the failing test threw. */
type Verdicts = Readonly<Record<string, string>>;

const byId = (verdicts: Iterable<readonly [string, string]>): Verdicts =>
  Object.fromEntries([...verdicts].sort(([a], [b]) => (a < b ? -1 : 1)));

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').replace(/^\w*(Error|Failure): /, '');

interface JestResults {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** What plain Jest says of a file, in a process of its own. */
async function underJest(file: string): Promise<Verdicts> {
  const results = join(scratch, 'jest.json');
  // Jest builds dist/ before it runs; here that has been done, and other tests are reading it.
  const built = join(scratch, 'already-built.cjs');
  writeFileSync(built, 'module.exports = () => {};\n');
  const suites = [`grader/suites/${SLUG}`, `assignments/${SLUG}`];
  const flags = ['--selectProjects', 'suites', '--runInBand', '--globalSetup', built];
  const argv = [join(root, 'node_modules/jest/bin/jest.js'), ...flags, '--json', '--outputFile', results];
  const env = { ...process.env, GRADUS_SUBMISSION: file, GRADUS_SEED: String(SEED) };
  const said = await new Promise<string>((done) => {
    execFile(process.execPath, [...argv, ...suites], { cwd: root, env }, (_failed, _out, err) => done(err));
  });
  try {
    const { testResults } = JSON.parse(readFileSync(results, 'utf8')) as JestResults;
    return byId(
      testResults
        .flatMap(({ assertionResults }) => assertionResults)
        .map(({ fullName, status, failureMessages: [message = ''] }) => [
          caseId(fullName),
          status === 'passed' ? 'pass' : firstLine(message),
        ]),
    );
  } catch (cause) {
    throw new Error(`Jest left no results:\n${said}`, { cause });
  } finally {
    rmSync(results, { force: true });
  }
}

/** What the engine says of files, `entry` being the submission. */
async function underEngine(files: Readonly<Record<string, string>>, entry: string): Promise<Verdicts> {
  const compiled = new Map<string, string>();
  for (const [name, path] of Object.entries(files)) {
    const result = await transpiler.reference(readFileSync(join(root, path), 'utf8'), path);
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    compiled.set(name, result.code);
  }
  const { forbids } = JSON.parse(readFileSync(join(root, 'assignments', SLUG, 'manifest.json'), 'utf8'));
  const stage = await makeStage({
    tempRoot: scratch,
    torch: kit.dist.torch,
    files: compiled,
    entry,
    forbids,
  });
  const { cases } = await engine.run({
    slug: SLUG,
    stage,
    limits: DEFAULT_LIMITS,
    learner: 'reference',
    attempt: 1,
    seedKey: { secret: 'plain-jest', courseSeed: SEED },
  });
  return byId(cases.map((fact) => [fact.id, wordsOf(fact)]));
}

function wordsOf({ failure }: CaseFact): string {
  if (failure === undefined) return 'pass';
  // An `expect` of the suite's own: Jest prints the matcher's message, which is the detail here.
  if (failure.who === 'the suite') return firstLine(failure.detail ?? failure.quote ?? '');
  return firstLine(`${failure.who}: ${failure.what}`);
}

const REFERENCE = `solutions/${SLUG}/softmax.ts`;
const example = (learner: string) => `grader/examples/class/submissions/${learner}/${SLUG}/softmax.ts`;
const mistake = (name: string) => `solutions/${SLUG}/mistakes/${name}.ts`;

describe('plain Jest and the engine agree on every case of', () => {
  test.each([
    { what: 'the reference', file: REFERENCE, files: { 'softmax.js': REFERENCE }, failing: [0, 0] },
    {
      what: 'a mistake',
      file: mistake('m-axis-softmax-dim'),
      files: { 'softmax.js': REFERENCE, 'mistakes/mistake.js': mistake('m-axis-softmax-dim') },
      failing: [10, 40],
    },
    {
      what: 'a submission that fails in many ways',
      file: example('hana.kim'),
      files: { 'softmax.js': example('hana.kim') },
      failing: [30, 80],
    },
  ])('$what', async ({ file, files, failing: [least = 0, most = 0] }) => {
    const entry = Object.keys(files).at(-1) ?? '';
    const engineSays = await underEngine(files, entry);
    const jestSays = await underJest(file);
    expect(engineSays).toEqual(jestSays);
    // Agreement alone could be that of two runs which ran nothing, or failed everything.
    expect(Object.keys(jestSays).length).toBeGreaterThan(100);
    const failing = Object.values(jestSays).filter((words) => words !== 'pass');
    expect(failing.length).toBeGreaterThanOrEqual(least);
    expect(failing.length).toBeLessThanOrEqual(most);
  });
});
