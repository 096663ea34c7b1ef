import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CaseFailure } from '../../src/authoring/index.ts';
import { regionsOf } from '../../src/authoring/regions.ts';
import { staleStarters } from '../../src/commands/starters.ts';
import { manifestSchema } from '../../src/schema/manifest.ts';
import { readDocument } from '../../src/schema/validate.ts';
import { ROOT, SLUGS } from './kit-root.ts';
import { failuresOn, suiteTests } from './suite-in-process.ts';

test('every starter is what its solution makes; `gradus starters` rewrites them', () => {
  expect(staleStarters({ root: ROOT }).map(({ path }) => path)).toEqual([]);
});

describe.each(SLUGS)('the starter of %s', (slug) => {
  const manifest = readDocument(join(ROOT, 'assignments', slug, 'manifest.json'), manifestSchema);
  const path = (folder: string) => join(ROOT, folder, slug, manifest.file);

  test('exports what the reference exports', () => {
    const exported = (folder: string) => Object.keys(require(path(folder))).sort();
    expect(exported('starter')).toEqual(exported('solutions'));
  });

  test('fails every case because it is not written, and for no other reason', async () => {
    const tests = suiteTests(slug);
    const { failed } = await failuresOn(slug, tests, require(path('starter')), 1);
    const reasons = tests.map(({ id }) => {
      const error = failed.get(id);
      return [id, error instanceof CaseFailure ? error.failure.misconception : error];
    });
    expect(reasons.filter(([, reason]) => reason !== 'M-STUB')).toEqual([]);
  });

  test('holds no line of a solution', () => {
    const solution = readFileSync(path('solutions'), 'utf8').split('\n');
    const regions = regionsOf(solution.join('\n'), path('solutions'));
    const within = (line: number) => regions.some(({ from, to }) => line > from && line < to);
    const given = new Set(solution.filter((_, index) => !within(index + 1)));
    const starter = new Set(readFileSync(path('starter'), 'utf8').split('\n'));
    const leaked = solution.filter(
      (line, index) => within(index + 1) && starter.has(line) && !given.has(line),
    );
    expect(leaked).toEqual([]);
  });
});
