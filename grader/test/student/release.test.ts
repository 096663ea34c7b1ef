import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { contents, gradus, repository, scratchFolder, student } from './student-kit.ts';

// A release starts several processes, and a machine may have much else to do.
jest.setTimeout(60_000);

const SLUG = 'a03-softmax';
const scratch = scratchFolder();
const kit = join(scratch.path, 'kit');

beforeAll(async () => {
  const { status, stdout, stderr } = await gradus(['release', '--out', kit, SLUG]);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^\d+ files written to .*\n {2}A03 Softmax by hand\n$/);
});

afterAll(scratch.remove);

describe('what is in the kit', () => {
  test('the files of students, and no others', () => {
    const paths = [...contents(kit).keys()].filter((path) => !path.startsWith('dist/types/'));
    expect(paths).toEqual(
      [
        '.gradus-release',
        'LICENSE',
        'README.md',
        'THIRD-PARTY-NOTICES.txt',
        ...[
          'figures/softmax.svg',
          'handout.md',
          'manifest.json',
          'points.json',
          'softmax.ts',
          'visible.test.ts',
        ].map((file) => `assignments/${SLUG}/${file}`),
        ...['engine.js', 'gradus.js', 'host.js', 'plots.js', 'torch.d.ts', 'torch.js', 'transpile.js'].map(
          (file) => `dist/${file}`,
        ),
        ...['gpu.cjs', 'gpu-browser.js', 'gpu-worker.d.ts', 'gpu-worker.js'].map((file) => `dist/${file}`),
        'package.json',
        'tsconfig.json',
      ].sort(),
    );
  });

  test('the file to write is the starter, byte for byte', () => {
    expect(readFileSync(join(kit, 'assignments', SLUG, 'softmax.ts'), 'utf8')).toBe(
      readFileSync(join(repository, 'starter', SLUG, 'softmax.ts'), 'utf8'),
    );
  });

  test('the pictures that the handout shows', () => {
    const folder = join(kit, 'assignments', SLUG);
    const shown = readFileSync(join(folder, 'handout.md'), 'utf8').matchAll(/^!\[[^\]]+\]\((.*)\)$/gm);
    const pictures = [...shown].map(([, path]) => readFileSync(join(folder, path as string), 'utf8'));
    expect(pictures.map((svg) => svg.slice(0, 4))).toEqual(['<svg']);
  });

  test('the points of visible and hidden cases make up the assignment', () => {
    const read = <T>(file: string): T =>
      JSON.parse(readFileSync(join(kit, 'assignments', SLUG, file), 'utf8')) as T;
    const { hidden } = read<{ hidden: { cases: number; points: number } }>('manifest.json');
    const visible = Object.values(read<{ cases: Record<string, number> }>('points.json').cases);
    expect(visible.reduce((sum, points) => sum + points, hidden.points)).toBeCloseTo(100, 6);
    expect(hidden.cases).toBeGreaterThan(0);
  });

  test('the licences of what is bundled', () => {
    const notices = readFileSync(join(kit, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['typescript', 'jest-circus', 'expect', 'commander', 'ajv']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|Apache-2\\.0)\\)$`, 'm'));
    }
  });

  test('two releases are the same, byte for byte', async () => {
    const again = join(scratch.path, 'again');
    expect((await gradus(['release', 'softmax', '--out', again])).status).toBe(0);
    expect(contents(again)).toEqual(contents(kit));
  });
});

describe('where it is written', () => {
  test('a release is replaced, and a file that it no longer has goes', async () => {
    const out = join(scratch.path, 'replaced');
    expect((await gradus(['release', '--out', out, SLUG])).status).toBe(0);
    const before = contents(out);
    expect((await gradus(['release', '--out', out, SLUG])).status).toBe(0);
    expect(contents(out)).toEqual(before);
    expect(readdirSync(scratch.path).filter((name) => name.startsWith('.'))).toEqual([]);

    const own = join(out, 'assignments', SLUG, 'softmax.ts');
    writeFileSync(own, 'export const mine = 1;');
    const edited = await gradus(['release', '--out', out, SLUG]);
    expect(edited.status).toBe(2);
    expect(edited.stderr).toContain(
      `assignments/${SLUG}/softmax.ts was changed since the release that wrote it`,
    );
    expect(readFileSync(own, 'utf8')).toBe('export const mine = 1;');
  });

  test.each([
    ['files of someone else', { 'thesis.md': 'x' }, 'holds files that no release wrote: thesis.md'],
    ['a forged marker', { '.gradus-release': '', 'a.md': '' }, 'a.md was not written by a release'],
    ['a repository', { '.git/HEAD': 'ref' }, 'holds files that no release wrote: .git/HEAD'],
  ])('%s: refused', async (what, files, message) => {
    const out = join(scratch.path, what);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(out, path, '..'), { recursive: true });
      writeFileSync(join(out, path), text);
    }
    const before = contents(out);
    const { status, stderr } = await gradus(['release', '--out', out]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(contents(out)).toEqual(before);
  });

  test('a file in the place of the folder: refused', async () => {
    const out = join(scratch.path, 'a file');
    writeFileSync(out, 'x');
    const { status, stderr } = await gradus(['release', '--out', out]);
    expect([status, readFileSync(out, 'utf8')]).toEqual([2, 'x']);
    expect(stderr).toContain('is there and is not a folder');
  });
});

describe('in the hands of a student', () => {
  test.each([['grade'], ['merge'], ['release'], ['gradescope'], ['starters']])(
    'gradus %s belongs to the full kit, and says so',
    async (verb) => {
      const { status, stdout, stderr } = await student(kit, verb, '--out', 'x');
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toBe(
        `gradus ${verb}: this is a student's kit, and it does not grade or release\n  expected: gradus check\n  hint: instructors run it in the full kit\n`,
      );
    },
  );

  test('help speaks of check alone', async () => {
    const { status, stdout } = await student(kit, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('check ');
    expect(stdout).not.toMatch(/grade|release/);
  });

  test('gradus demo shows a function at work', async () => {
    const { status, stdout } = await student(kit, 'demo', 'softmax', '0', '0', '--correct', '1');
    expect(status).toBe(0);
    expect(stdout).toContain('Cross-entropy of class 1: -ln 0.5000 = 0.6931 nats');
  });
});
