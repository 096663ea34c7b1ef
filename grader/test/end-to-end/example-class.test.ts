import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withoutMeasured } from '../without-measured.ts';

const root = resolve(__dirname, '../../..');
const temporary = mkdtempSync(join(tmpdir(), 'gradus-example-'));
const kitClass = join(root, 'grader/examples/class');
const out = join(temporary, 'out');

function grade(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(root, 'dist/gradus.js'), 'grade', ...args],
    { encoding: 'utf8', env: { PATH: process.env.PATH, HOME: temporary, COLUMNS: '200' } },
  );
  return { stdout, stderr, status };
}

const json = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));
const filesUnder = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

let first: ReturnType<typeof grade>;

beforeAll(() => {
  first = grade(kitClass, '--out', out);
}, 240_000);

afterAll(() => rmSync(temporary, { recursive: true, force: true }));

describe('the example class', () => {
  test('is graded, and the exit status says so', () => {
    expect(first.stderr).toContain('graded 24 of 24');
    expect(first.status).toBe(0);
  });

  const gradeOf = (learner: string, assignment: string) =>
    json(out, 'gradebook.json').grades.find(
      (entry: { learnerId: string; assignmentId: string }) =>
        entry.learnerId === learner && entry.assignmentId === assignment,
    );

  /** learner, final points (undefined: no grade), part of what the table says. */
  test.each<[string, number | undefined, string]>([
    ['amara.okafor', 100, ''],
    ['bjorn.sorensen', 75.89, 'softmaxDim'],
    ['chloe.oneill', 91.72, 'softmaxStable'],
    ['dmitri.volkov', 81.5, 'softmaxStable'],
    ['elena.garcia', 0, 'not written'],
    ['farid.haddad', 0, 'softmax.ts is missing; there is softmx.ts'],
    ['grace.lin', 0, 'does not compile: line 9'],
    ['hana.kim', 66.89, 'stopped with an error'],
    ['ivan.petrov', 85, 'too slow'],
    ['jules.martin', 75, 'softmaxNaive'],
    ['kofi.mensah', 85, 'ended the process'],
    ['lucia.rossi', 0, 'wrong'],
    ['mei.tanaka', 80, ''],
    ['noor.hassan', 85.86, 'logsumexp'],
    ['omar.diaz', undefined, 'missing'],
    ['priya.sharma', 84.6, 'softmaxNaive'],
    ['tomas.novak', 76.97, 'softmaxDim'],
  ])('%s gets %p for a03-softmax', (learner, points, says) => {
    expect(gradeOf(learner, 'a03-softmax').finalScore).toBe(points);
    const csv = readFileSync(join(out, 'gradebook.csv'), 'utf8');
    const line = csv.split('\n').find((text) => text.startsWith(`${learner},`));
    expect(line).toContain(says);
  });

  test.each<[string, number | undefined]>([
    ['amara.okafor', 100],
    ['bjorn.sorensen', 74.36],
    ['chloe.oneill', 97],
    ['elena.garcia', 0],
    ['hana.kim', 82.32],
    ['mei.tanaka', 94],
    ['priya.sharma', 39],
    ['omar.diaz', undefined],
  ])('%s gets %p for a06-scalar-autograd', (learner, points) => {
    expect(gradeOf(learner, 'a06-scalar-autograd').finalScore).toBe(points);
  });

  test.each<[string, string, string[]]>([
    ['bjorn.sorensen', 'a03-softmax', ['M-AXIS']],
    ['chloe.oneill', 'a03-softmax', ['M-LOGOFSOFTMAX', 'M-OVERFLOW']],
    ['dmitri.volkov', 'a03-softmax', ['M-GLOBALMAX', 'M-MUTATE']],
    ['elena.garcia', 'a03-softmax', ['M-STUB']],
    ['priya.sharma', 'a03-softmax', ['M-NOEXP', 'M-OVERFLOW']],
    ['tomas.novak', 'a03-softmax', ['M-DIVMAX', 'M-FIXEDDIM']],
    ['chloe.oneill', 'a06-scalar-autograd', ['M-SIGOVER']],
    ['mei.tanaka', 'a06-scalar-autograd', ['M-RECURSION']],
    ['priya.sharma', 'a06-scalar-autograd', ['M-SEED1']],
  ])('what %s got wrong in %s has the name %p', (learner, assignment, codes) => {
    const { cases } = json(out, 'reports', learner, `${assignment}.json`);
    const named = cases.flatMap(
      (row: { failure?: { misconception?: string } }) => row.failure?.misconception ?? [],
    );
    expect([...new Set(named)].sort()).toEqual(codes);
  });

  test('names come through the table and the spreadsheet as they are, and no cell is a formula', () => {
    for (const name of ["Chloé O'Neill", 'Dmitri Volkov, Jr.', 'Björn Sørensen', '=Jules Martin']) {
      expect(first.stdout).toContain(name);
    }
    const csv = readFileSync(join(out, 'gradebook.csv'), 'utf8');
    expect(csv).toContain(`"Volkov, Jr."`);
    expect(csv).not.toMatch(/(^|,)"?[=+@]/m);
  });

  test('every submission has one row for every planned case, whatever it did', () => {
    const planned = new Map(
      json(out, 'plan.json').assignments.map((one: { slug: string; cases: unknown[] }) => [
        one.slug,
        one.cases.length,
      ]),
    );
    const reports = filesUnder(join(out, 'reports')).map((file) => json(file));
    expect(reports).toHaveLength(24);
    for (const { assignment, cases } of reports)
      expect(cases).toHaveLength(planned.get(assignment) as number);
  });

  test('two attempts are kept, and the better one counts', () => {
    expect(existsSync(join(out, 'reports/noor.hassan/a03-softmax.json'))).toBe(true);
    const { attemptId } = gradeOf('noor.hassan', 'a03-softmax');
    expect(attemptId).toContain('@2');
  });

  test('lateness is recorded as an adjustment', () => {
    const grade = gradeOf('mei.tanaka', 'a03-softmax');
    expect(grade).toMatchObject({ late: true, rawScore: 100, adjustments: [{ kind: 'late', delta: -20 }] });
  });

  test('feedback says what is hidden and shows no value of a hidden case', () => {
    for (const file of filesUnder(join(out, 'feedback')).filter((name) => name.endsWith('.json'))) {
      const feedback = json(file);
      for (const row of feedback.cases) {
        if (row.visibility === 'hidden')
          expect(Object.keys(row)).not.toEqual(expect.arrayContaining(['detail']));
      }
      const text = readFileSync(file.replace(/json$/, 'md'), 'utf8');
      expect(text).toMatch(/\d+ of \d+ cases are hidden; their points are [\d.]+/);
    }
  });

  test('nothing that a student gets holds the seed, the secret or an expected value of a hidden case', () => {
    const secret = readFileSync(join(kitClass, 'published-secret.txt'), 'utf8').trim();
    const { seed } = json(kitClass, 'course.json');
    const details = filesUnder(join(out, 'reports')).flatMap((file) =>
      json(file)
        .cases.filter((row: { visibility: string }) => row.visibility === 'hidden')
        .flatMap((row: { failure?: { detail?: string } }) => (row.failure?.detail ?? '').split('\n'))
        // Two numbers with many digits were drawn; a visible case may share anything shorter.
        .filter((line: string) => /\d\.\d{4,}.*\d\.\d{4,}/.test(line)),
    );
    expect(details.length).toBeGreaterThan(20);
    for (const file of filesUnder(join(out, 'feedback'))) {
      const text = readFileSync(file, 'utf8');
      expect(text).not.toContain(secret);
      expect(text).not.toContain(String(seed));
      for (const line of details) expect(text.includes(line)).toBe(false);
    }
  });
});

describe('a second run', () => {
  test('over the same folder only reads what is there and changes no byte', () => {
    const before = filesUnder(out).map((file) => [file, readFileSync(file, 'utf8')]);
    const { status } = grade(kitClass, '--out', out);
    expect(status).toBe(0);
    expect(filesUnder(out).map((file) => [file, readFileSync(file, 'utf8')])).toEqual(before);
  });

  test('into another folder differs in measured values alone', () => {
    const small = join(temporary, 'class');
    cpSync(kitClass, small, { recursive: true });
    // Without the one who loops: her verdict is the same too, but takes long.
    rmSync(join(small, 'submissions/ivan.petrov'), { recursive: true });
    const other = join(temporary, 'other');
    expect(grade(small, '--out', other).status).toBe(0);
    for (const stage of ['outcomes', 'reports', 'feedback']) {
      const files = filesUnder(join(other, stage)).filter((file) => file.endsWith('.json'));
      expect(files.length).toBeGreaterThanOrEqual(20);
      for (const file of files) {
        const twin = join(out, file.slice(other.length));
        expect(withoutMeasured(readFileSync(file, 'utf8'))).toEqual(
          withoutMeasured(readFileSync(twin, 'utf8')),
        );
      }
    }
  }, 120_000);
});
