import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EngineDied, type EnginePlaces, type RunRequest, startEngine } from '../../src/engine/index.ts';
import { makeStage } from '../../src/sandbox/index.ts';
import { DEFAULT_LIMITS } from '../../src/sandbox/types.ts';

const repository = resolve(__dirname, '../../..');
const PLAIN = { level: 0, layers: [], missing: [] } as const;

const VISIBLE = `
import { describe, expect, test } from '@jest/globals';
import { returns, submission } from '#grader/authoring';
const student = submission('t01-double');
describe('T01.1 double', () => {
  describe('values', () => {
    test('two', () => student.check('double', { args: () => [2], expected: (x) => 2 * x }));
    test('an expectation of its own', async () => {
      expect(await student.call('double', 3, returns.number())).toBe(6);
    });
  });
});`;

const HIDDEN = `
import { describe, test } from '@jest/globals';
import { torch } from '#torch';
import { draw, submission } from '#grader/authoring';
const student = submission('t01-double');
describe('T01.1 double', () => {
  describe('values', () => {
    test('a drawn number', () => student.check('double', {
      args: (rng) => [draw.integer(rng, 10, 1_000_000)],
      expected: (x) => 2 * x,
    }));
    test('a tensor', () => student.check('double', {
      args: () => [torch.tensor([1, 2], { dtype: torch.float32 })],
      expected: (x) => x.mul(2),
    }));
  });
  describe('edges', () => {
    test('a fault of the suite', () => { throw new TypeError('the suite is wrong'); });
    test.skip('a skipped case', () => {});
  });
});`;

const GOOD = `export const double = (x) => (typeof x === 'number' ? 2 * x : x.mul(2));`;

let root: string;
let places: EnginePlaces;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'gradus-engine-test-'));
  for (const [path, text] of [
    ['package.json', '{ "type": "module" }'],
    ['assignments/t01-double/visible.test.ts', VISIBLE],
    ['grader/suites/t01-double/hidden.test.ts', HIDDEN],
    ['assignments/t02-twins/visible.test.ts', VISIBLE.replace('an expectation of its own', 'two')],
    [
      'assignments/t03-flat/visible.test.ts',
      "import { test } from '@jest/globals';\ntest('no task', () => {});",
    ],
    ['assignments/t04-broken/visible.test.ts', 'const = 3;'],
    [
      'assignments/t05-imports/visible.test.ts',
      "import 'node:fs';\nimport { readFileSync } from 'node:fs';\nreadFileSync('x');",
    ],
    [
      'assignments/t06-loops/visible.test.ts',
      VISIBLE.replace('async () => {', 'async () => { for (;;);').replaceAll('t01-double', 't06-loops'),
    ],
    ['assignments/t07-never-loads/visible.test.ts', 'for (;;);'],
  ] as const) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  cpSync(join(repository, 'dist'), join(root, 'dist'), { recursive: true });
  const dist = (name: string) => join(root, 'dist', name);
  places = {
    root,
    dist: {
      torch: dist('torch.js'),
      host: dist('host.js'),
      transpiler: dist('transpile.js'),
      engine: dist('engine.js'),
    },
  };
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

async function requestFor(code: string, changes: Partial<RunRequest> = {}): Promise<RunRequest> {
  const stage = await makeStage({
    tempRoot: root,
    torch: places.dist.torch,
    files: new Map([['double.js', code]]),
    entry: 'double.js',
    forbids: { names: [], because: '' },
  });
  return {
    slug: 't01-double',
    learner: 'ada',
    attempt: 1,
    stage,
    limits: DEFAULT_LIMITS,
    seedKey: { secret: 's', courseSeed: 1 },
    ...changes,
  };
}

/** Processes whose command line names a path; Linux tells by /proc. */
function processesOf(path: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(path);
    } catch {
      return false; // It ended between the two looks.
    }
  });
}

const onLinux = process.platform === 'linux' ? test : test.skip;

/** Runs `body` with an engine that is closed afterwards, whatever happens. */
async function withEngine<T>(body: (engine: ReturnType<typeof startEngine>) => Promise<T>): Promise<T> {
  const engine = startEngine(places, PLAIN);
  try {
    return await body(engine);
  } finally {
    await engine.close();
  }
}

describe('collecting', () => {
  test('lists the cases of both suites in order, each with its task and group', async () => {
    const cases = await withEngine((engine) => engine.collect('t01-double'));
    expect(cases.map(({ id, task, group, visibility }) => [id, task, group, visibility])).toEqual([
      ['T01.1-double-values-two', 'T01.1', 'values', 'visible'],
      ['T01.1-double-values-an-expectation-of-its-own', 'T01.1', 'values', 'visible'],
      ['T01.1-double-values-a-drawn-number', 'T01.1', 'values', 'hidden'],
      ['T01.1-double-values-a-tensor', 'T01.1', 'values', 'hidden'],
      ['T01.1-double-edges-a-fault-of-the-suite', 'T01.1', 'edges', 'hidden'],
      ['T01.1-double-edges-a-skipped-case', 'T01.1', 'edges', 'hidden'],
    ]);
  });

  test.each([
    ['t02-twins', 'two cases have the id T01.1-double-values-two'],
    ['t03-flat', 'has 1 titles; a graded case has three'],
    ['t04-broken', 'assignments/t04-broken/visible.test.ts:1:'],
    ['t05-imports', "imports 'node:fs'; a suite may import only @jest/globals, #torch, #grader/authoring"],
    ['t99-nothing', "'t99-nothing' has no suite"],
  ])('%s is refused', async (slug, message) => {
    await withEngine((engine) => expect(engine.collect(slug)).rejects.toThrow(message));
  });
});

describe('running', () => {
  test('a right submission passes what can be passed; faults of the suite are the grader’s', async () => {
    const { cases } = await withEngine(async (engine) => engine.run(await requestFor(GOOD)));
    expect(cases.map(({ status, failure }) => [status, failure?.kind])).toEqual([
      ['pass', undefined],
      ['pass', undefined],
      ['pass', undefined],
      ['pass', undefined],
      ['fail', 'grader-error'],
      ['fail', 'grader-error'],
    ]);
    expect(cases[4]?.failure?.quote).toContain('the suite is wrong');
  });

  test('one engine runs many submissions, and none inherits anything from the one before', async () => {
    await withEngine(async (engine) => {
      const verdicts = async (code: string) =>
        (await engine.run(await requestFor(code))).cases.map(({ status }) => status === 'pass');
      const bad = `export const double = (x) => 7;`;
      expect(await verdicts(GOOD)).toEqual([true, true, true, true, false, false]);
      expect(await verdicts(bad)).toEqual([false, false, false, false, false, false]);
      expect(await verdicts(GOOD)).toEqual([true, true, true, true, false, false]);
    });
  });

  test('only the visible suite runs when asked', async () => {
    const { cases } = await withEngine(async (engine) =>
      engine.run(await requestFor(GOOD, { visibility: 'visible' })),
    );
    expect(cases).toHaveLength(2);
  });

  test('a run until the first failure leaves out what comes after it, in later suites too', async () => {
    await withEngine(async (engine) => {
      const run = async (code: string) => {
        const { cases } = await engine.run(await requestFor(code, { untilFailure: true }));
        return cases.map(({ id, status }) => `${status} ${id.replace('T01.1-double-', '')}`);
      };
      expect(await run(`export const double = (x) => 7;`)).toEqual(['fail values-two']);
      expect(await run(`export const double = (x) => (typeof x === 'number' ? 2 * x : x);`)).toEqual([
        'pass values-two',
        'pass values-an-expectation-of-its-own',
        'pass values-a-drawn-number',
        'fail values-a-tensor',
      ]);
      expect(await run(GOOD)).toHaveLength(5);
    });
  });

  test('the drawn inputs follow the learner and the attempt, and nothing else changes them', async () => {
    const shown = async (changes: Partial<RunRequest>) => {
      const wrong = `export const double = (x) => x;`;
      const { cases } = await withEngine(async (engine) => engine.run(await requestFor(wrong, changes)));
      return cases[2]?.failure?.detail;
    };
    const first = await shown({});
    expect(first).toMatch(/^input \d+\nreceived \d+\nexpected \d+$/);
    expect(await shown({})).toBe(first);
    expect(await shown({ learner: 'bob' })).not.toBe(first);
    expect(await shown({ attempt: 2 })).not.toBe(first);
  });

  test('suites that never come to their end are given up, and the engine closes', async () => {
    const engine = startEngine(places, PLAIN, undefined, 1_000);
    await expect(engine.collect('t07-never-loads')).rejects.toThrow(
      'the suites of t07-never-loads: still loading after 1 s\n' +
        '  expected: files that declare tests or functions, and come to their end\n' +
        '  hint: is there a loop outside of any test or function?',
    );
    await engine.close();
  });

  test('an engine that hangs in a suite is ended all the same', async () => {
    await withEngine(async (engine) => {
      await engine.collect('t06-loops');
      const stop = new AbortController();
      const run = engine.run(await requestFor(GOOD, { slug: 't06-loops' }), stop.signal);
      setTimeout(() => stop.abort(), 500);
      await expect(run).rejects.toThrow(EngineDied);
    });
  });

  onLinux('an engine that is ended under way rejects, says so, and leaves no process', async () => {
    await withEngine(async (engine) => {
      const loop = `export const double = () => { for (;;); };`;
      const stop = new AbortController();
      await engine.collect('t01-double');
      const request = await requestFor(loop);
      const run = engine.run(request, stop.signal);
      // Not before the loop runs: its host is what must not be left behind.
      while (processesOf(request.stage.dir).length === 0) await sleep(20);
      stop.abort();
      await expect(run).rejects.toThrow(EngineDied);
      for (let i = 0; i < 100 && processesOf(request.stage.dir).length > 0; i++) await sleep(20);
      expect(processesOf(request.stage.dir)).toEqual([]);
    });
  });
});
