import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll } from '@jest/globals';
import { starterOf } from '../../src/authoring/regions.ts';
import { main } from '../../src/cli.ts';

/* A kit with one tiny assignment, which a test breaks in one place. */

const repository = resolve(__dirname, '../../..');
const SLUG = 'a90-double';

const SOLUTION = `/** Numbers, doubled and negated. */

export function double(x: number): number {
  // #region solution A90.1 double — how many times do you add x?
  const twiceTheNumberThatCameIn = x + x;
  return twiceTheNumberThatCameIn;
  // #endregion
}

export function negate(x: number): number {
  // #region solution A90.2 negate — which number gives 0 together with x?
  const theOppositeOfWhatCameIn = 0 - x;
  return theOppositeOfWhatCameIn;
  // #endregion
}
`;

const suite = (title: string) => `import { describe, test } from '@jest/globals';
import { draw, submission } from '#grader/authoring';

const student = submission('${SLUG}');
const number = (low: number, high: number) => (rng: () => number) => [draw.integer(rng, low, high)] as const;

describe('A90.1 double', () => {
  describe('values', () => {
    test('${title}', () => student.check('double', { args: number(3, 9), expected: (x) => 2 * x }));
  });
  describe('edges', () => {
    test('${title}, below zero', () => student.check('double', { args: number(-9, -3), expected: (x) => 2 * x }));
  });
});

describe('A90.2 negate', () => {
  describe('values', () => {
    test('${title}', () => student.check('negate', { args: number(3, 9), expected: (x) => -x }));
  });
  describe('edges', () => {
    test('${title}, below zero', () => student.check('negate', { args: number(-9, -3), expected: (x) => -x }));
  });
});
`;

const mistake = (code: string, name: string, task: string, body: string) => `export * from '../double.ts';

export const mistake = { code: '${code}', tasks: ['${task}'], summary: 'is wrong on purpose' } as const;

export function ${name}(x: number): number {
  ${body}
}
`;

const groups = [
  { id: 'values', points: 30 },
  { id: 'edges', points: 20 },
];

const MANIFEST = {
  schema: 'manifest/v1',
  slug: SLUG,
  code: 'A90',
  title: 'Doubling',
  file: 'double.ts',
  tasks: [
    { id: 'A90.1', name: 'double', points: 50, groups },
    { id: 'A90.2', name: 'negate', points: 50, groups },
  ],
  forbids: { names: [], because: 'nothing is forbidden here' },
};

const MUTANTS = JSON.stringify({ schema: 'mutants/v1', assignment: SLUG, survivors: [] }, null, 2);

/** A file of the assignment, by its path in the kit. */
export const FILES = {
  manifest: `assignments/${SLUG}/manifest.json`,
  mutants: `solutions/${SLUG}/mutants.json`,
  solution: `solutions/${SLUG}/double.ts`,
  starter: `starter/${SLUG}/double.ts`,
  hidden: `grader/suites/${SLUG}/hidden.test.ts`,
  visible: `assignments/${SLUG}/visible.test.ts`,
  squares: `solutions/${SLUG}/mistakes/m-powrule-double.ts`,
  keeps: `solutions/${SLUG}/mistakes/m-scalar-negate.ts`,
} as const;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

type Edit = (source: string) => string;

/** The kit, with some of its files edited. The starter is the solution's, unless the test edits it too. */
export function toyKit(edits: Readonly<Partial<Record<keyof typeof FILES, Edit>>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'gradus-toy-'));
  folders.push(root);
  const edited = (name: keyof typeof FILES, source: string): string =>
    (edits[name] ?? ((same) => same))(source);
  const solution = edited('solution', SOLUTION);
  const files: Record<string, string> = {
    [FILES.manifest]: edited('manifest', JSON.stringify(MANIFEST, null, 2)),
    [FILES.mutants]: edited('mutants', MUTANTS),
    [`assignments/${SLUG}/handout.md`]: '# Doubling\n',
    [FILES.solution]: solution,
    [FILES.starter]: edited('starter', starterOf(solution, 'double.ts')),
    [FILES.hidden]: edited('hidden', suite('a number that nobody saw')),
    [FILES.visible]: edited('visible', suite('a number')),
    [FILES.squares]: edited('squares', mistake('M-POWRULE', 'double', 'A90.1', 'return x * x;')),
    [FILES.keeps]: edited('keeps', mistake('M-SCALAR', 'negate', 'A90.2', 'return x;')),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const path of ['package.json', 'LICENSE']) cpSync(join(repository, path), join(root, path));
  for (const path of ['dist', 'grader/src']) symlinkSync(join(repository, path), join(root, path));
  return root;
}

/** `gradus verify` in a kit: its exit status and what it wrote. */
export async function verify(root: string, ...args: string[]) {
  const [stdout, stderr] = [0, 1].map(() =>
    Object.assign(new PassThrough(), { isTTY: false, columns: 80 }),
  ) as [PassThrough & { isTTY: boolean; columns: number }, PassThrough & { isTTY: boolean; columns: number }];
  const status = await main({ root, argv: ['verify', ...args], stdout, stderr, env: {} });
  return { status, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

export const CERTIFICATE = `grader/certificates/${SLUG}.json`;

/** The lines under the table. */
export const said = (stdout: string): string[] => stdout.split('\n\n').slice(1).join('\n').trim().split('\n');
