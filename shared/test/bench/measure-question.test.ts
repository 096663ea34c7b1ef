import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Lane, measureQuestion } from '../../bench/harness/measure-question.ts';
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
  return { command: { program: process.execPath, args: ['-e', script], cwd: __dirname } };
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

  test('a program that is not there is a reason', async () => {
    const nowhere: Lane = { command: { program: '/nonexistent/python', args: [], cwd: __dirname } };
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
