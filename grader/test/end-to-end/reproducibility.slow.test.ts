import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { EXAMPLE, filesUnder, grade } from './grade-example.ts';

/*
 * The same class gives the same outcomes, reports, feedback and gradebook, whenever and on whichever Node it is graded,
 * but for the versions and what was measured. Other Nodes are named by GRADUS_NODES, paths with a `:` between them:
 *
 *   GRADUS_NODES=$(npx -y -p node@24 -c 'command -v node') npx jest -c jest.slow.config.ts reproducibility
 */

jest.setTimeout(240_000);

const others = (process.env.GRADUS_NODES ?? '').split(delimiter).filter((path) => path !== '');
const temporary = mkdtempSync(join(tmpdir(), 'gradus-again-'));
const first = join(temporary, 'first');

beforeAll(() => {
  expect(grade(EXAMPLE, first).status).toBe(0);
});

afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** Keys of what may differ, in any document: what was measured, copies of that, versions, and digests over these. */
const FREE = new Set([
  ...['measured', 'gradedAt', 'generatedAt', 'durationMs'],
  ...['versions', 'generator', 'runtime'],
  ...['key', 'reportSha256'],
]);

/** One line for every place where two values differ. */
function differences(at: string, one: unknown, other: unknown): string[] {
  if (!isObject(one) || !isObject(other)) {
    return Object.is(one, other) ? [] : [`${at}: ${JSON.stringify(one)}, then ${JSON.stringify(other)}`];
  }
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names]
    .filter((name) => !FREE.has(name))
    .flatMap((name) => differences(`${at}/${name}`, one[name], other[name]));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** What differs between two folders of results though it may not. The cache keeps facts with what was measured, sealed. */
function differencesOf(one: string, other: string): string[] {
  const paths = [one, other].flatMap((folder) => filesUnder(folder).map((file) => relative(folder, file)));
  const results = paths.filter((path) => !path.startsWith(`cache${sep}`));
  return [...new Set(results)].flatMap((path) => {
    const [before, after] = [one, other].map((folder) => textOf(join(folder, path)));
    if (!path.endsWith('.json')) return before === after ? [] : [`${path} differs`];
    return differences(path, JSON.parse(before ?? 'null'), JSON.parse(after ?? 'null'));
  });
}

const textOf = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;

/** Grades the class once more, with a Node, and gives what came out otherwise than the first time. */
function differencesOfAnother(name: string, node?: string): string[] {
  const other = join(temporary, name);
  expect(grade(EXAMPLE, other, node).status).toBe(0);
  expect(filesUnder(other).length).toBeGreaterThan(100);
  return differencesOf(first, other);
}

describe('the example class, graded again', () => {
  test('by the same Node', () => {
    expect(differencesOfAnother('again')).toEqual([]);
  });

  // Declared even where there is none: what was not tried is to be seen among the skipped.
  if (others.length === 0) test.skip('by another Node (GRADUS_NODES names none)', () => {});
  for (const node of others)
    test(`by ${node}`, () => {
      const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
      expect(version).toMatch(/^v\d+\.\d+\.\d+$/);
      expect(differencesOfAnother(version, node)).toEqual([]);
      const plan = JSON.parse(readFileSync(join(temporary, version, 'plan.json'), 'utf8'));
      expect(`v${plan.versions.node}`).toBe(version);
    });
});

test('what may not differ is told, and what may is not', () => {
  const report = { cases: [{ id: 'a', status: 'pass' }, { id: 'b' }], versions: { node: '20' }, wallMs: 1 };
  const other = { cases: [{ id: 'a', status: 'fail' }], versions: { node: '24' }, wallMs: 1 };
  expect(differences('reports/x.json', report, report)).toEqual([]);
  expect(differences('reports/x.json', report, other)).toEqual([
    'reports/x.json/cases/0/status: "pass", then "fail"',
    'reports/x.json/cases/1: {"id":"b"}, then undefined',
  ]);
});
