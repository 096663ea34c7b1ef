import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isNotFilled, NotImplementedError } from '#torch';
import { regionsOf } from '../../src/authoring/regions.ts';
import { staleStarters } from '../../src/commands/starters.ts';
import { manifestSchema } from '../../src/schema/manifest.ts';
import { readDocument } from '../../src/schema/validate.ts';
import { ROOT, SLUGS } from './kit-root.ts';

test('every starter is what its solution makes; `gradus starters` rewrites them', () => {
  expect(staleStarters({ root: ROOT }).map(({ path }) => path)).toEqual([]);
});

describe.each(SLUGS)('the starter of %s', (slug) => {
  const manifest = readDocument(join(ROOT, 'assignments', slug, 'manifest.json'), manifestSchema);
  const path = (folder: string) => join(ROOT, folder, slug, manifest.file);
  const exported = (): Record<string, unknown> => require(path('starter'));

  test.each(manifest.tasks.map(({ id, name }) => [name, `${id} ${name}`]))(
    '%s is there and says that it is not written',
    (name, task) => {
      const value = exported()[name];
      if (typeof value === 'function') {
        expect(value).toThrow(new NotImplementedError(task));
      } else {
        expect(isNotFilled(value) && value.task).toBe(task);
      }
    },
  );

  test('exports nothing that is not a task', () => {
    expect(Object.keys(exported()).sort()).toEqual(manifest.tasks.map(({ name }) => name).sort());
  });

  test('holds no line of a solution', () => {
    const solution = readFileSync(path('solutions'), 'utf8').split('\n');
    const starter = new Set(readFileSync(path('starter'), 'utf8').split('\n'));
    for (const { from, to } of regionsOf(solution.join('\n'), path('solutions'))) {
      const body = solution.slice(from, to - 1);
      expect(body.filter((line) => starter.has(line))).toEqual([]);
    }
  });
});
