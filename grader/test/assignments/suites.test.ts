import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { regionsOf } from '../../src/authoring/regions.ts';
import { type Mistake, manifestOf, mistakesOf, referenceOf, testOnSeeds } from './fair-suites.ts';
import { ROOT, SLUGS } from './kit-root.ts';
import { failuresOn, type SuiteTest, suiteTests } from './suite-in-process.ts';

describe.each(SLUGS)('the suites of %s', (slug) => {
  const manifest = manifestOf(slug);
  const solution = join(ROOT, 'solutions', slug, manifest.file);
  const tests = suiteTests(slug);
  const mistakes = mistakesOf(slug);
  const taskTitles = manifest.tasks.map(({ id, name }) => `${id} ${name}`);

  test('name the tasks of the manifest, and so do the regions of the solution', () => {
    expect([...new Set(tests.map(({ titles }) => titles[0]))].sort()).toEqual([...taskTitles].sort());
    // A task may have several regions: one for each method of a class.
    const regions = regionsOf(readFileSync(solution, 'utf8'), solution);
    const ids = manifest.tasks.map(({ id }) => id);
    expect([...new Set(regions.map(({ task }) => task))].sort()).toEqual([...ids].sort());
  });

  test('fill every group of the manifest, and no other', () => {
    const planned = manifest.tasks.flatMap(({ id, name, groups }) =>
      groups.map((group) => `${id} ${name} › ${group.id}`),
    );
    const filled = new Set(tests.map(({ titles: [task, group] }) => `${task} › ${group}`));
    expect([...filled].sort()).toEqual(planned.sort());
  });

  test('have a task, a group and a title each, and no two the same', () => {
    expect(tests.filter(({ titles }) => titles.length !== 3)).toEqual([]);
    expect(new Set(tests.map(({ id }) => id)).size).toBe(tests.length);
  });

  test('points: groups add up to their task, tasks to 100', () => {
    const sum = (items: readonly { points: number }[]) =>
      items.reduce((total, { points }) => total + points, 0);
    for (const { groups, points } of manifest.tasks) expect(sum(groups)).toBe(points);
    expect(sum(manifest.tasks)).toBe(100);
  });

  // Further seeds have a file in the slow tier.
  testOnSeeds(slug, [1]);

  test.each(mistakes.map((mistake): [string, Mistake] => [mistake.file, mistake]))(
    '%s is named after its code and its function',
    (file, { code, tasks, summary }) => {
      const names = manifest.tasks.filter(({ id }) => tasks.includes(id)).map(({ name }) => name);
      const kebab = names.map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
      expect(basename(file, '.ts')).toBe(`${code.toLowerCase()}-${kebab.join('-')}`);
      expect(summary).toMatch(/^[a-z]/);
    },
  );

  describe('no two mistakes of a task give the same answers', () => {
    let transcripts: Map<string, string>;
    const hidden = (name: string): SuiteTest[] =>
      tests.filter(({ visibility, titles }) => visibility === 'hidden' && titles[0]?.endsWith(` ${name}`));

    beforeAll(async () => {
      transcripts = new Map();
      for (const { id, name } of manifest.tasks) {
        for (const { file, module, tasks } of mistakes) {
          if (!tasks.includes(id)) continue;
          const { transcript } = await failuresOn(slug, hidden(name), module, 1);
          transcripts.set(`${name}: ${file}`, transcript);
        }
      }
    });

    test.each(manifest.tasks.map(({ name }) => name))('%s', (name) => {
      const answers = [...transcripts]
        .filter(([key]) => key.startsWith(`${name}: `))
        .map(([, answer]) => answer);
      expect(new Set(answers).size).toBe(answers.length);
    });
  });

  test('every code that a case claims to catch has a mistake of that task', async () => {
    await failuresOn(slug, tests, referenceOf(slug), 1);
    const banked = new Set(mistakes.flatMap(({ code, tasks }) => tasks.map((task) => `${task} ${code}`)));
    const claims = tests.flatMap(({ titles, kills }) =>
      [...kills].map((code) => `${titles[0]?.split(' ')[0]} ${code}`),
    );
    expect([...new Set(claims)].filter((claim) => !banked.has(claim))).toEqual([]);
  });
});
