import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Lane, measureQuestion } from '../../bench/harness/measure-question.ts';
import { RuntimeProcess } from '../../bench/harness/runtime-process.ts';
import { milliseconds, missing, python, type Question, type RuntimeName } from '../../bench/question.ts';

const nothing = () => () => undefined;
const question: Question = {
  asks: 'does the harness work?',
  cases: [
    {
      size: 'first',
      figure: milliseconds,
      ours: nothing,
      tfjs: nothing,
      jaxJs: missing('has no such thing'),
      pytorch: python`
        def step():
            pass
      `,
    },
  ],
  trial: [],
};

const processOf = (program: string, args: readonly string[]): Lane => ({
  start: () => RuntimeProcess.start({ program, args, cwd: __dirname }),
});

/** A process that speaks the protocol and computes nothing: each step "takes" so many seconds. */
function lane(answer: string): Lane {
  const script = `
    const say = (message) => process.stdout.write(JSON.stringify(message) + '\\n');
    say({ version: '1.0', loadS: 0.5 });
    require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const request = JSON.parse(line);
      ${answer}
    });
  `;
  return processOf(process.execPath, ['-e', script]);
}
const taking = (seconds: number, sum = 1) =>
  lane(
    `say(request.do === 'prepare' ? { checksum: { sum: ${sum}, scale: 1 } } : { measured: ${seconds} * request.steps });`,
  );

const measure = async (lanes: readonly (readonly [RuntimeName, Lane])[], asked = question) => {
  const versions = new Map<RuntimeName, string>();
  const rows = await measureQuestion('harness', asked, new Map(lanes), versions);
  return { row: rows[0], versions };
};

describe('measuring a question', () => {
  test('compares what processes answer; who is absent, cannot, dies or errs has a reason instead', async () => {
    const { row, versions } = await measure([
      ['ours', taking(0.1)],
      ['pytorch', taking(0.2)],
      ['tfjsWasm', lane("process.stderr.write('out of memory'); process.exit(1);")],
      ['tfjsCpu', lane("say({ error: 'no kernel' });")],
      ['jaxJs', taking(0.1)],
    ]);
    expect(row?.ours).toBeCloseTo(100);
    expect(row?.ratios.pytorch?.median).toBeCloseTo(2);
    expect(row?.peers).toMatchObject({ tfjsWasm: null, tfjsCpu: null, jaxJs: null });
    expect(row?.reasons).toEqual({
      tfjsWasm: 'the process ended: out of memory',
      tfjsCpu: 'no kernel',
      jaxJs: 'has no such thing',
    });
    expect(Object.fromEntries(versions)).toMatchObject({ ours: '1.0', pytorch: '1.0' });
  });

  test('another result is no figure', async () => {
    const { row } = await measure([
      ['ours', taking(0.1)],
      ['tfjsCpu', taking(0.1, 1.5)],
    ]);
    expect(row?.peers.tfjsCpu).toBeNull();
    expect(row?.reasons.tfjsCpu).toContain('another result');
  });

  test('without peers there is still a row', async () => {
    const { row } = await measure([
      ['ours', taking(0.1)],
      ['pytorch', { absent: 'not installed' }],
    ]);
    expect(row?.reasons).toEqual({ pytorch: 'not installed' });
  });

  test('a row may leave a library out', async () => {
    const [first] = question.cases;
    if (first === undefined) throw new Error('a case is needed');
    const leaving = { ...question, cases: [{ ...first, leftOut: { tfjsCpu: 'takes minutes' } }] };
    const { row } = await measure(
      [
        ['ours', taking(0.1)],
        ['tfjsCpu', taking(0.1)],
      ],
      leaving,
    );
    expect(row?.reasons).toEqual({ tfjsCpu: 'takes minutes' });
  });

  test('without a GPU the question about it has a row all the same; others are compared with the first', async () => {
    const { row } = await measure(
      [
        ['ours', { absent: 'no adapter' }],
        ['oursOnCpu', taking(0.1)],
        ['oursInBrowser', taking(0.1, 1.5)],
      ],
      { ...question, place: 'gpu' },
    );
    expect(row).toMatchObject({ ours: null, peers: { oursOnCpu: expect.any(Number), oursInBrowser: null } });
    expect(row?.reasons).toMatchObject({
      ours: 'no adapter',
      oursInBrowser: expect.stringContaining('another'),
    });
  });

  test('a program that is not there is a reason', async () => {
    const nowhere = processOf('/nonexistent/python', []);
    const { row } = await measure([
      ['ours', taking(0.1)],
      ['pytorch', nowhere],
    ]);
    expect(row?.reasons.pytorch).toContain('ENOENT');
  });

  test('import time is what fresh processes say of themselves', async () => {
    const [first] = question.cases;
    if (first === undefined) throw new Error('a case is needed');
    const imports = { ...question, cases: [{ ...first, measure: 'load' as const }] };
    const { row } = await measure([['ours', taking(0)]], imports);
    expect(row?.ours).toBe(500);
  });
});

test('an unknown name is answered with the known ones', () => {
  const root = join(__dirname, '../../..');
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'grader/bench/run.mjs'), 'matmull'], {
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^bench: there is no benchmark 'matmull'\n {2}expected: one of .*grading.*matmul/);
});
