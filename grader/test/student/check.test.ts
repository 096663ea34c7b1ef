import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { gradus, type Ran, repository, scratchFolder, student } from './student-kit.ts';

// Every check starts four processes, and a machine may have much else to do.
jest.setTimeout(60_000);

const SLUG = 'a03-softmax';
const reference = readFileSync(join(repository, 'solutions', SLUG, 'softmax.ts'), 'utf8');
const scratch = scratchFolder();
const kit = join(scratch.path, 'kit');
let count = 0;

beforeAll(async () => {
  const { status, stderr } = await gradus(['release', '--out', kit]);
  expect([status, stderr]).toEqual([0, '']);
  // Only the infinite loop waits for this limit: a loaded machine has time enough for every other call.
  const path = join(kit, 'assignments', SLUG, 'manifest.json');
  const manifest: object = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...manifest, limits: { callMs: 400 } }));
});

afterAll(scratch.remove);

/** Checks a source in the kit, and holds every answer to the rules of all answers. */
async function check(source: string, ...options: string[]): Promise<Ran> {
  count += 1;
  const file = `attempt-${count}.ts`;
  writeFileSync(join(kit, file), source);
  const ran = await student(kit, 'check', 'a03', '--file', file, ...options);
  expect(ran.stderr).toBe('');
  expect(ran.stdout).not.toMatch(/\n\s+at /);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no control character may reach the terminal
  expect(ran.stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
  expect(Math.max(...ran.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  for (const block of ran.stdout.split('\n\n')) expect(block.split(/\s+/).length).toBeLessThanOrEqual(160);
  return ran;
}

/** The reference (or another source), with the body of one function replaced. */
function withBody(name: string, body: string, source = reference): string {
  const changed = source.replace(
    new RegExp(`(export function ${name}\\(.*\\{\\n)[\\s\\S]*?\\n\\}\\n`),
    (_all, head: string) => `${head}${body}\n}\n`,
  );
  expect(changed).not.toBe(source);
  return changed;
}

/** The explanation of one task. */
const explained = ({ stdout }: Ran, name: string): string =>
  stdout.split('\n\n').find((block) => block.startsWith('✗') && block.includes(` ${name} `)) ?? '';

describe('the answer as a whole', () => {
  test('the untouched starter: nothing is wrong, everything is still to be written', async () => {
    const { status, stdout, stderr } = await student(kit, 'check', 'a03');
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^A03 Softmax by hand · assignments\/a03-softmax\/softmax\.ts\n\n/);
    expect(stdout.match(/^ {2}· A03\.\d \w+ +not written yet$/gm)).toHaveLength(8);
    expect(stdout).toContain('  – A03.8 shiftPredictions       graded by hidden cases only\n');
    expect(stdout).not.toMatch(/✗|✓|Error/);
    expect(stdout).toMatch(/\n0 of \d+ visible cases pass · [\d.]+ of 100 points are visible here\n/);
  });

  test('the reference: everything passes, and what is hidden is said', async () => {
    const { status, stdout } = await check(reference);
    expect(status).toBe(0);
    expect(stdout.match(/^ {2}✓ /gm)).toHaveLength(8);
    const [, good, all, points] =
      /(\d+) of (\d+) visible cases pass · ([\d.]+) of 100 points/.exec(stdout) ?? [];
    const [, cases, worth] = /has (\d+) more cases worth ([\d.]+) points;/.exec(stdout) ?? [];
    expect(good).toBe(all);
    expect(Number(points) + Number(worth)).toBeCloseTo(100, 6);
    expect(Number(cases)).toBeGreaterThan(Number(all));
  });

  test('a student’s kit and the full kit say the same', async () => {
    const wrong = withBody('logitsFor', '  return p;');
    const file = join(scratch.path, 'same.ts');
    writeFileSync(file, wrong);
    const withoutPlaces = (text: string) => text.replace(/^A03 .*|see: .*/gm, '');
    const atHome = await check(wrong);
    const full = await gradus(['check', SLUG, '--file', file]);
    expect(withoutPlaces(full.stdout)).toBe(withoutPlaces(atHome.stdout));
    expect(full.status).toBe(atHome.status);
  });

  test('a case that the student has added is run, and is worth nothing', async () => {
    const suite = join(kit, 'assignments', SLUG, 'visible.test.ts');
    const original = readFileSync(suite, 'utf8');
    const mine = `describe('A03.9 logitsFor', () => { describe('values', () => { test('mine', () =>
      student.checkExport('logitsFor', { expected: 7 })); }); });`;
    try {
      writeFileSync(suite, original + mine);
      const { status, stdout } = await check(reference);
      expect(status).toBe(1);
      expect(stdout).toContain('✗ A03.9 logitsFor · values · mine\n');
      expect(stdout).toMatch(/✗ A03\.9 logitsFor +1 of 2 cases · 1 of 1 point\n/);
      writeFileSync(suite, `${original}\nthis is not TypeScript`);
      const broken = await student(kit, 'check', 'a03');
      expect(broken.status).toBe(2);
      expect(broken.stderr).toMatch(
        /^assignments\/a03-softmax\/visible\.test\.ts: the visible tests cannot be read/,
      );
    } finally {
      writeFileSync(suite, original);
    }
  });
});

describe('failures that teach', () => {
  /** One wrong answer for each task, every one in its own way. */
  const BODIES = {
    softmaxNaive: '  return torch.softmax(x, 0);',
    softmaxStable: '  return x.exp().div(x.exp().sum());',
    softmaxDim:
      '  x.sub_(1);\n  const e = x.sub(x.amax(dim, { keepdim: true })).exp();\n  return e.div(e.sum(dim, { keepdim: true }));',
    logsumexp: '  return undefined!;',
    predictClass: '  return probs.argmax(0);',
    logitsFor: "  throw new RangeError('\\u001b[31mred\\u001b[0m \\u202ereversed\\u0007');",
  };
  let ran: Ran;
  beforeAll(async () => {
    const wrong = Object.entries(BODIES).reduce(
      (source, [name, body]) => withBody(name, body, source),
      reference,
    );
    // Not exported any more, and still there for the others to call.
    ran = await check(wrong.replace('export function sigmoidFromSoftmax', 'function sigmoidFromSoftmax'));
  });

  test('each task is explained once, in order, and the others pass', () => {
    expect(ran.status).toBe(1);
    expect(ran.stdout.match(/^✗ A03\.\d \w+/gm)).toEqual([
      '✗ A03.1 softmaxNaive',
      '✗ A03.2 softmaxStable',
      '✗ A03.3 softmaxDim',
      '✗ A03.4 logsumexp',
      '✗ A03.6 sigmoidFromSoftmax',
      '✗ A03.7 predictClass',
      '✗ A03.9 logitsFor',
    ]);
    expect(ran.stdout).toMatch(/✓ A03\.5 logSoftmax/);
  });

  test('the wrong axis: both values, a question, and where to read', () => {
    const text = explained(ran, 'predictClass');
    const [section = ''] = /handout\.md:\d+/.exec(text) ?? [];
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        '  predictClass: returned shape (3,); expected (2,)',
        '       input  [[0.09, 0.2447, 0.6652], [0.2595, 0.7054, 0.0351]]',
        '    received  [1, 1, 0] (int64)',
        '    expected  [2, 1] (int64)',
        '    hint: Write the shape beside each step: which axis goes, and should it stay with size 1',
        '          (keepdim)?',
        `    see:  assignments/a03-softmax/${section}`,
      ]),
    );
    const handout = readFileSync(join(kit, 'assignments', SLUG, 'handout.md'), 'utf8').split('\n');
    expect(handout[Number(section.split(':')[1]) - 1]).toContain('predictClass');
  });

  test('NaN: where the first one stands, and what makes one', () => {
    const text = explained(ran, 'softmaxStable');
    expect(text).toContain('softmaxStable: returned NaN where a finite number belongs\n');
    expect(text).toContain(
      '       input  [50, 100, 150]\n    received  [0, NaN, NaN]\n    expected  [0, 0, 1]\n',
    );
    expect(text).toContain('first difference at index [1]: NaN, expected 0\n');
    expect(text).toContain('hint: exp of a float32 score above 88 is Infinity');
    expect(text).toContain('1 more case of this task fails; mend this one first.');
  });

  test('an error of the student’s own: its line, and no control characters', () => {
    const text = explained(ran, 'logitsFor');
    expect(text).toContain('logitsFor: threw a RangeError\n');
    expect(text).toMatch(/ error {2}RangeError: .*red.* reversed\n/);
    expect(text).toMatch(/ line \d+ {2}throw new RangeError\(/);
  });

  test('a forbidden name says why, once', () => {
    const text = explained(ran, 'softmaxNaive');
    expect(text).toContain('A03 asks you to build softmax from exp and sum');
    expect(text).not.toContain('Forbidden: Forbidden');
  });

  test('a missing export', () => {
    expect(explained(ran, 'sigmoidFromSoftmax')).toContain(
      'sigmoidFromSoftmax: is not exported by the file\n',
    );
  });

  test('a changed input, and a forgotten return', () => {
    expect(explained(ran, 'softmaxDim')).toContain('softmaxDim: changed the input it was given\n');
    expect(explained(ran, 'softmaxDim')).toContain('    After your function ran');
    expect(explained(ran, 'logsumexp')).toContain('returned undefined; expected a float32 tensor');
    expect(explained(ran, 'logsumexp')).toContain('hint: Is a `return` missing?');
  });
});

describe('the hints of a known mistake', () => {
  const source = withBody('softmaxNaive', '  const e = x.exp_();\n  return e.div(e.sum());');
  const steps = ({ stdout }: Ran) => stdout.match(/hint \d of 3(?=: )/g);

  test('one by one, as many as were asked for', async () => {
    const first = await check(source);
    expect(steps(first)).toEqual(['hint 1 of 3']);
    expect(first.stdout).toContain(
      `    next hint: npx gradus check a03 --file attempt-${count}.ts --hints 2\n    see:  assignments/`,
    );
    const second = await check(source, '--hints', '2');
    expect(steps(second)).toEqual(['hint 1 of 3', 'hint 2 of 3']);
    expect(second.stdout).toContain(`attempt-${count}.ts --hints 3\n`);
    const last = await check(source, '--hints', '3');
    expect(steps(last)).toEqual(['hint 1 of 3', 'hint 2 of 3', 'hint 3 of 3']);
    expect(last.stdout).not.toContain('next hint');
  });

  test.each(['0', '4', '1.5', 'all', ''])("'%s' is no number of them", async (asked) => {
    const { status, stdout, stderr } = await student(kit, 'check', 'a03', '--hints', asked);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`'${asked}' is invalid. expected 1, 2 or 3`);
  });
});

describe('submissions that misbehave', () => {
  test('a loop without end and an end of the process: each is stopped, and the other tasks are judged', async () => {
    const exit = '  (globalThis as unknown as { process: { exit(n: number): never } }).process.exit(0);';
    const { status, stdout } = await check(
      withBody('logitsFor', exit, withBody('predictClass', '  for (;;);')),
    );
    expect(status).toBe(1);
    expect(stdout).toContain('predictClass: did not finish within 0.4 s\n');
    expect(stdout).toContain('hint: Is there a loop whose end never comes?');
    expect(stdout).toContain('logitsFor: ended the process\n');
    expect(stdout).toMatch(/✓ A03\.1 softmaxNaive/);
    expect(stdout).toMatch(/✓ A03\.6 sigmoidFromSoftmax/);
  });

  test('a file that fails while it is loaded is told once, not once a task', async () => {
    const { status, stdout } = await check(`${reference}\nnull!.boom;\n`);
    expect(status).toBe(1);
    expect(stdout.match(/threw a TypeError/g)).toHaveLength(1);
    expect(stdout).toContain('All failing cases fail in the same way:');
  });
});

describe('files that do not compile', () => {
  test('a syntax error: place, line, caret, plain words', async () => {
    const source = reference.replace('x.sub(x.max()).exp();', 'x.sub(x.max().exp();');
    const line = source.split('\n').findIndex((text) => text.includes('x.sub(x.max().exp();')) + 1;
    const { status, stdout } = await check(source);
    expect(status).toBe(1);
    expect(stdout.split('\n').slice(2)).toEqual([
      'The file does not compile, so nothing was run.',
      '',
      `attempt-${count}.ts:${line}:43: a ')' is missing here, or just before`,
      `  ${line} |   const exponentials = x.sub(x.max().exp();`,
      `  ${' '.repeat(String(line).length)} | ${' '.repeat(42)}^`,
      '',
    ]);
  });

  test('a forbidden import', async () => {
    const { status, stdout } = await check(`import { readFileSync } from 'node:fs';\n${reference}`);
    expect(status).toBe(1);
    expect(stdout).toContain(":1:1: a submission may import only '#torch' (seen: 'node:fs')\n");
  });

  test('an empty file compiles, and has nothing in it', async () => {
    const { status, stdout } = await check('');
    expect(status).toBe(1);
    expect(stdout).toContain('is not exported by the file');
  });
});

test('the file beside the handout is the one that counts', async () => {
  const own = join(kit, 'assignments', SLUG, 'softmax.ts');
  const starter = readFileSync(own);
  try {
    copyFileSync(join(repository, 'solutions', SLUG, 'softmax.ts'), own);
    expect((await student(kit, 'check', SLUG)).status).toBe(0);
  } finally {
    writeFileSync(own, starter);
  }
});
