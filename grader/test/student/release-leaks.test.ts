import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { SuiteCase } from '../../src/engine/index.ts';
import { kitAt } from '../../src/kit.ts';
import { bundleOf } from '../../src/release/bundle.ts';
import { findLeak } from '../../src/release/find-leak.ts';
import { secretsOf } from '../../src/release/secrets.ts';
import { contents, gradus, repository, scratchFolder } from './student-kit.ts';

// A release starts several processes, and a machine may have much else to do.
jest.setTimeout(60_000);

const SLUG = 'a03-softmax';
const scratch = scratchFolder();
const kit = join(scratch.path, 'kit');

beforeAll(async () => {
  const { status, stderr } = await gradus(['release', '--out', kit]);
  expect([status, stderr]).toEqual([0, '']);
});

afterAll(scratch.remove);

/** A kit of our own to change: what a release reads, without sources. */
function ownKit(name: string): string {
  const root = join(scratch.path, name);
  mkdirSync(root);
  for (const path of [
    'package.json',
    'LICENSE',
    'assignments',
    'solutions',
    'starter',
    'grader/suites',
    'grader/src/release/student-kit',
  ]) {
    cpSync(join(repository, path), join(root, path), { recursive: true });
  }
  symlinkSync(join(repository, 'dist'), join(root, 'dist'));
  return root;
}

describe('nothing leaks', () => {
  const read = (path: string) => readFileSync(join(repository, path), 'utf8');
  const lines = (text: string) => text.split('\n').map((line) => line.trim());

  /** Lines of 25 characters and more that students may not see, found without the code that guards a release. */
  function secrets(): string[] {
    const solution = read(`solutions/${SLUG}/softmax.ts`);
    const regions = [...solution.matchAll(/#region solution.*\n([\s\S]*?)#endregion/g)].map(
      ([, body = '']) => body,
    );
    const given = new Set([
      ...lines(read(`starter/${SLUG}/softmax.ts`)),
      ...lines(read(`assignments/${SLUG}/visible.test.ts`)),
    ]);
    const folders = [`solutions/${SLUG}/mistakes`, `grader/suites/${SLUG}`];
    const closed = folders.flatMap((folder) =>
      readdirSync(join(repository, folder)).map((file) => read(`${folder}/${file}`)),
    );
    const long = [...regions, ...closed]
      .flatMap(lines)
      .filter((line) => line.length >= 25 && !given.has(line));
    const classSecret = join(repository, 'grader/examples/class/published-secret.txt');
    return [
      ...long.filter((line) => !/ from '[^']+';$|^readonly \w+\??:/.test(line)),
      ...(existsSync(classSecret) ? [readFileSync(classSecret, 'utf8').trim()] : []),
    ];
  }

  const leaks = (files: ReadonlyMap<string, string>): string[] => {
    const texts = secrets().map((text) => Buffer.from(text).toString('latin1'));
    // Another assignment's folder has its own secrets; a line that two of them share gives nothing away.
    const own = [...files].filter(
      ([path]) => !/^assignments\//.test(path) || path.startsWith(`assignments/${SLUG}/`),
    );
    return own.flatMap(([path, text]) =>
      texts.filter((secret) => text.includes(secret)).map((secret) => `${path}: ${secret}`),
    );
  };

  test('no line of a solution, a mistake or a hidden suite is in any file', () => {
    expect(secrets().length).toBeGreaterThan(150);
    expect(leaks(contents(kit))).toEqual([]);
  });

  test('this test can fail: a planted line is found', () => {
    const planted = new Map([['notes.md', `see:   ${secrets()[0]}  // so easy`]]);
    expect(leaks(planted)).toContain(`notes.md: ${secrets()[0]}`);
  });

  test('no path speaks of what is closed', () => {
    for (const path of contents(kit).keys())
      expect(path).not.toMatch(/solution|mistake|hidden|suites|secret/);
  });

  describe('the guard of every release', () => {
    const hidden = (title: string): SuiteCase => ({
      id: 'A03.3-softmaxDim-edges-odd-sizes',
      title,
      task: 'A03.3',
      group: 'edges',
      visibility: 'hidden',
    });
    const cases = [hidden('odd sizes'), hidden('a very long and telling title')];
    const found = (text: string) =>
      findLeak(bundleOf([['a.md', text]]), secretsOf(kitAt(repository), SLUG, cases))?.text;

    test.each([
      ['a line of a solution', '> return exponentials.div(exponentials.sum()); // so'],
      ['a line of a mistake', "  summary: 'always works down the columns',"],
      ['a line of the hidden suite', 'args: (rng) => [hugeScores(rng, 6)],'],
      ['the id of a hidden case', 'try A03.3-softmaxDim-edges-odd-sizes'],
      ['the title of a hidden case, as a source has it', "test('odd sizes', …)"],
      ['the long title of a hidden case, as prose has it', 'Think of a very long and telling title.'],
    ])('%s is found', (_what, planted) => {
      const text = found(planted);
      expect(text).toBeDefined();
      expect(planted).toContain(text);
    });

    test.each([
      ['words that the title of a case shares with any text', 'Use odd sizes, such as (2, 3).'],
      ['what every suite imports', "import { describe, test } from '@jest/globals';"],
      [
        'a signature, which the starter has too',
        'export function softmaxDim(x: Tensor, dim: number): Tensor {',
      ],
    ])('%s are no leak', (_what, planted) => {
      expect(found(planted)).toBeUndefined();
    });

    test('of several the first in their order is told, in an assignment’s folder one of its own; short ones count', () => {
      const secrets = [
        { text: 'twelve characters and more', from: 'a hidden case', slug: 'a02-b' },
        { text: "'ab c'", from: 'a title', slug: 'a01-a' },
        { text: 'twelve characters', from: 'a solution', slug: 'a01-a' },
      ];
      const told = (path: string, text: string) => findLeak(bundleOf([[path, text]]), secrets)?.from;
      expect(told('a.md', "'ab c', twelve characters and more")).toBe('a hidden case');
      expect(told('a.md', "twelve characters, 'ab c'")).toBe('a title');
      expect(told('assignments/a01-a/a.md', 'so: twelve characters and more')).toBe('a solution');
      expect(told('assignments/a03-c/a.md', 'so: twelve characters and more')).toBeUndefined();
      expect(told('a.md', 'twelve character')).toBeUndefined();
    });

    test('a path that speaks of solutions is one, whatever is in it', () => {
      expect(findLeak(bundleOf([['solutions/a.md', '']]), [])?.path).toBe('solutions/a.md');
      expect(findLeak(bundleOf([['a/mistakes/b.ts', '']]), [])?.path).toBe('a/mistakes/b.ts');
    });
  });

  test('a release that would leak is refused, and writes nothing', async () => {
    const root = ownKit('leaking');
    appendFileSync(
      join(root, 'assignments', SLUG, 'handout.md'),
      '\n> return exponentials.div(exponentials.sum());\n',
    );
    const out = join(scratch.path, 'leaked');
    const { status, stderr } = await gradus(['release', '--out', out], root);
    expect(status).toBe(2);
    expect(stderr).toBe(
      `gradus release: assignments/${SLUG}/handout.md would give away “return exponentials.div(exponentials.sum());” (solutions/${SLUG}/softmax.ts)
  expected: nothing of a solution, a mistake or a hidden case in what students get
  hint: reword the one or the other; nothing was written
`,
    );
    expect(existsSync(out)).toBe(false);
  });

  test('a starter that was written by hand is refused', async () => {
    const root = ownKit('stale');
    writeFileSync(join(root, 'starter', SLUG, 'softmax.ts'), 'export {};');
    const { status, stderr } = await gradus(['release', '--out', join(scratch.path, 'stale-out')], root);
    expect(status).toBe(2);
    expect(stderr).toContain(`stale: starter/${SLUG}/softmax.ts`);
  });
});
