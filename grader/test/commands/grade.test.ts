import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { main } from '../../src/cli.ts';
import { runCommandLine } from '../../src/commands/command-line.ts';
import type { Verb } from '../../src/commands/session.ts';
import { classTable } from '../../src/console/class-table.ts';
import { progressOn } from '../../src/console/progress.ts';
import { tableLines } from '../../src/console/table.ts';
import { COURSE, classroom, newFolder, smallClass, smallKit, writeTree } from '../pipeline/small-class.ts';

/** A stream that keeps what is written to it. */
function collector(isTTY = false, columns = 60) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns });
  return { stream, text: (): string => String(stream.read() ?? '') };
}

/** One command line, its exit status and what it printed. */
async function gradus(...argv: string[]) {
  const [stdout, stderr] = [collector(), collector()];
  const status = await main({
    root: smallKit().root,
    argv,
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: {},
  });
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

test('the built command is executable as it stands', () => {
  accessSync(join(__dirname, '../../../dist/gradus.js'), constants.X_OK);
});

describe('the command line', () => {
  const out = () => join(newFolder(), 'out');

  test.each<[string, string[], string]>([
    ['an unknown verb', ['gade'], "gradus: unknown command 'gade'\n  hint: did you mean grade?\n"],
    [
      'an unknown flag',
      ['grade', 'x', '--ot', 'y'],
      "gradus: unknown option '--ot'\n  hint: did you mean --out?\n",
    ],
    [
      'no output',
      ['grade', 'x'],
      'gradus grade: the option --out is missing\n  expected: gradus grade x --out FOLDER\n',
    ],
    ['no class', ['grade', '--out', 'y'], "gradus: missing required argument 'dir'\n"],
    ['a level that is none', ['grade', 'x', '--out', 'y', '--isolation', '4'], 'expected 0, 1, 2 or 3'],
    [
      'a stage that is none',
      ['grade', 'x', '--out', 'y', '--only', 'grade'],
      'Allowed choices are collect, plan, run, report, gradebook.',
    ],
    ['one argument too many', ['grade', 'x', 'z', '--out', 'y'], 'too many arguments'],
  ])('%s is one error on stderr, status 2', async (_, argv, message) => {
    const { status, stdout, stderr } = await gradus(...argv);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr.split('\n').filter((line) => /^gradus.*: /.test(line))).toHaveLength(1);
  });

  test('bad input is its message alone, without a stack, status 2', async () => {
    const dir = newFolder();
    const { status, stderr } = await gradus('grade', dir, '--out', out(), '--only', 'collect');
    expect(status).toBe(2);
    expect(stderr).toBe(
      `${dir}: this folder has no course.json\n  expected: a class: a folder with course.json, roster.csv and submissions/\n`,
    );
  });

  test('an assignment that the kit does not have, with the nearest', async () => {
    const dir = smallClass();
    const course = { ...COURSE, assignments: [{ slug: 'a03-sofmax' }] };
    writeTree(dir, {
      'course.json': JSON.stringify(course),
      'submissions.csv': 'learner,assignment,submittedAt\n',
    });
    const { status, stderr } = await gradus('grade', dir, '--out', out(), '--only', 'collect');
    expect(status).toBe(2);
    expect(stderr).toContain(
      'unknown assignment "a03-sofmax"\n  expected: a03-softmax\n  hint: did you mean "a03-softmax"?',
    );
  });

  test('a file in the place of an output folder is named, status 2', async () => {
    const blocked = join(newFolder(), 'file');
    writeTree(blocked, { collected: 'in the way' });
    const { status, stderr } = await gradus('grade', smallClass(), '--out', blocked, '--only', 'collect');
    expect(status).toBe(2);
    expect(stderr).toContain('collected');
    expect(stderr).toContain('a file stands where a folder belongs\n  expected: a place that can be written');
    expect(readFileSync(join(blocked, 'collected'), 'utf8')).toBe('in the way');
  });

  test('a folder below a file cannot be the output, status 2', async () => {
    const folder = newFolder();
    writeTree(folder, { file: '' });
    const { status, stderr } = await gradus(
      ...['grade', smallClass(), '--out', join(folder, 'file/below'), '--only', 'collect'],
    );
    expect([status, stderr]).toEqual([2, expect.stringContaining('a file stands where a folder belongs')]);
  });

  test('a fault of the grader says so, with a stack, status 1', async () => {
    const [stdout, stderr] = [collector(), collector()];
    const broken: Verb = (program) => {
      program.command('break').action(() => {
        throw new TypeError('a bug of ours');
      });
    };
    const status = await runCommandLine(
      { description: '', verbs: [broken] },
      { root: smallKit().root, argv: ['break'], stdout: stdout.stream, stderr: stderr.stream, env: {} },
    );
    expect(status).toBe(1);
    expect(stderr.text()).toMatch(
      /^This is a fault of the grader, not of a submission\.\nTypeError: a bug of ours\n +at /,
    );
  });

  test('one stage tells what it wrote, status 0', async () => {
    const folder = out();
    const { status, stdout, stderr } = await gradus(
      'grade',
      smallClass(),
      '--out',
      folder,
      '--only',
      'collect',
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(`\ncollected            ${folder}/class.json\n`);
  });

  test('help and version are no errors', async () => {
    expect(await gradus('--version')).toEqual({ status: 0, stdout: '0.0.1\n', stderr: '' });
    expect((await gradus('grade', '--help')).status).toBe(0);
  });
});

describe('what is shown of a class', () => {
  test('a line for each student, in the order of the roster', async () => {
    const room = classroom({
      'submissions.csv':
        'learner,assignment,submittedAt\nbjorn,a03-softmax,2026-03-03T00:00:00Z\namara,a03-softmax,2026-03-01T10:00:00Z\n',
      'adjustments.csv':
        'learner,assignment,kind,delta,at\namara,a03-softmax,manual,-2.5,2026-03-09T00:00:00Z\n',
    });
    await room.grade();
    expect(classTable(room.gradebook(), (_, text) => text)).toEqual([
      'student         /100  late        what went wrong',
      '──────────────  ────  ──────────  ───────────────',
      'Amara Okafor    97.5              adjusted by −2.5',
      'Björn Sørensen    48  36 h (−12)  stability: softmaxStable wrong',
      '李                 –              missing',
    ]);
  });

  test('withheld scores, and control characters in names', async () => {
    const room = classroom({ 'submissions/amara/a03-softmax/softmax.ts': 'fault' });
    await room.grade();
    const book = room.gradebook();
    const learners = book.learners.map((learner) => ({ ...learner, givenName: 'A\x1b[31m\u202e\nB' }));
    const [, , amara] = classTable({ ...book, learners }, (_, text) => text);
    expect(amara).toBe('A B Okafor       –        withheld: shape: softmaxNaive not judged (grader error)');
  });

  test('columns align by what a terminal shows, and lines are cut at its width', () => {
    const columns = [
      { title: 'name', align: 'left' },
      { title: 'n', align: 'right' },
      { title: 'said', align: 'left' },
    ] as const;
    const rows = [
      ['e\u0301a', '1', 'x'],
      ['李明', '100', 'a long remark about 李'],
    ];
    expect(tableLines(columns, rows, 20)).toEqual([
      'name    n  said',
      '────  ───  ────',
      'e\u0301a      1  x',
      '李明  100  a long r…',
    ]);
  });
});

describe('progress', () => {
  test('on a terminal one line is drawn over, and never wider than the terminal', () => {
    const { stream, text } = collector(true, 40);
    let now = 0;
    const progress = progressOn(stream, () => now);
    progress.show({ done: 0, total: 4 });
    now = 2_000;
    progress.show({ done: 1, total: 4, last: 'amara/a03-softmax@2-and-a-long-name' });
    progress.end();
    progress.end();
    const drawn = text();
    expect(drawn.match(/\n/g)).toHaveLength(1);
    const [, first = '', second = ''] = drawn.trimEnd().split('\r\x1b[K');
    expect(first).toBe(`${'░'.repeat(24)} 0/4`.padEnd(first.length));
    expect(second).toContain('██████░');
    expect(second).toContain('1/4  about');
    expect(second.length).toBeLessThan(40);
  });

  test('a terminal that does not know its width is taken for an ordinary one', () => {
    const { stream, text } = collector(true, 0);
    progressOn(stream, () => 0).show({ done: 0, total: 4 });
    expect(text()).toContain('0/4');
  });

  test('elsewhere a plain line every few seconds, and one at the end', () => {
    const { stream, text } = collector();
    let now = 0;
    const progress = progressOn(stream, () => now);
    for (let done = 0; done <= 10; done += 1) {
      progress.show({ done, total: 10, last: `s${done}` });
      now += 500;
    }
    progress.end();
    expect(text()).toBe(
      'graded 0 of 10  s0\ngraded 4 of 10  s4  about 3 s left\ngraded 8 of 10  s8  about 1 s left\ngraded 10 of 10  s10\n',
    );
  });
});
