import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { manifestPath } from '../../src/kit.ts';
import { canonicalJson, keyedDigest, treeDigest } from '../../src/pipeline/digest.ts';
import { readManifest } from '../../src/pipeline/manifest.ts';
import { assignmentDigests, planCases } from '../../src/pipeline/plan.ts';
import { CASES, MANIFEST, newFolder, SLUG, smallKit, writeTree } from './small-class.ts';

describe('the cases of a plan', () => {
  test("stand by task and group, and share their group's points by largest remainder", () => {
    expect(
      planCases(MANIFEST, CASES).map(({ task, group, title, points }) => [task, group, title, points]),
    ).toEqual([
      ['A03.1', 'values', 'three scores', 10],
      ['A03.1', 'values', 'many scores', 10],
      ['A03.1', 'values', 'one score', 10],
      ['A03.1', 'shape', 'a vector', 10],
      ['A03.2', 'values', 'three scores', 10],
      ['A03.2', 'values', 'many scores', 10],
      ['A03.2', 'stability', 'scores of a thousand', 40],
    ]);
    const [first] = MANIFEST.tasks;
    const crooked = {
      ...MANIFEST,
      tasks: [{ ...first, groups: [{ id: 'values', points: 10 }] }],
    } as typeof MANIFEST;
    const values = CASES.filter(({ task, group }) => task === 'A03.1' && group === 'values');
    expect(planCases(crooked, values).map(({ points }) => points)).toEqual([3.34, 3.33, 3.33]);
  });

  test('a group without a case is an error of the author', () => {
    expect(() =>
      planCases(
        MANIFEST,
        CASES.filter(({ group }) => group !== 'stability'),
      ),
    ).toThrow(`the suites of ${SLUG}: no case belongs to A03.2, group "stability", which is worth 40 points`);
  });

  test.each([
    [{ task: 'A03.3' }, 'belongs to no task of the manifest: "A03.3"'],
    [{ group: 'stabilty' }, 'did you mean "stability"?'],
  ])('a case with %j belongs nowhere', (change, message) => {
    const [stray] = CASES.filter(({ group }) => group === 'stability').map((one) => ({
      ...one,
      id: 'x',
      ...change,
    }));
    expect(() => planCases(MANIFEST, stray === undefined ? [] : [...CASES, stray])).toThrow(message);
  });
});

describe('manifests', () => {
  const fault = (change: (tasks: (typeof MANIFEST)['tasks']) => unknown, more: object = {}) => {
    const tasks = change(structuredClone(MANIFEST.tasks));
    return () => readManifest(smallKit({ ...MANIFEST, tasks, ...more }), SLUG);
  };
  const [first, second] = MANIFEST.tasks;

  test('an unknown assignment, with the nearest known one', () => {
    expect(() => readManifest(smallKit(), 'a03-sofmax')).toThrow('did you mean "a03-softmax"?');
  });

  test('groups that do not add up to their task, tasks that do not add up to 100', () => {
    expect(fault(([one, two]) => [{ ...one, points: 41 }, two])).toThrow(
      '/tasks/0 (A03.1): the groups are worth 40 points together\n  expected: 41, as the task',
    );
    expect(fault(([one]) => [one])).toThrow(
      '/tasks: the tasks are worth 40 points together\n  expected: 100',
    );
  });

  test('ids that stand twice, names of another assignment, one lonely group, three decimals', () => {
    expect(fault(() => [first, first])).toThrow('"A03.1" stands there twice');
    expect(fault(() => [first, { ...second, name: 'softmaxNaive' }])).toThrow(
      '"softmaxNaive" stands there twice',
    );
    expect(fault(() => [{ ...first, id: 'A04.1' }, second])).toThrow('does not begin with the code "A03."');
    expect(fault(() => [{ ...first, groups: [{ id: 'values', points: 40 }] }, second])).toThrow(
      'its one group is "values"',
    );
    expect(fault(() => [{ ...first, groups: [{ id: 'predictions', points: 40 }] }, second])).not.toThrow();
    expect(
      fault(() => [
        {
          ...first,
          groups: [
            { id: 'a', points: 20.005 },
            { id: 'b', points: 19.995 },
          ],
        },
        second,
      ]),
    ).toThrow('at most two decimals');
    expect(
      fault(() => [
        {
          ...first,
          groups: [
            { id: 'a', points: 20 },
            { id: 'a', points: 20 },
          ],
        },
        second,
      ]),
    ).toThrow('the group "a" stands there twice');
  });

  test('sums of hundredths are exact', () => {
    const groups = [
      { id: 'a', points: 39.8 },
      { id: 'b', points: 0.1 },
      { id: 'c', points: 0.1 },
    ];
    expect(fault(() => [{ ...first, groups }, second])).not.toThrow();
  });

  test('a manifest in the wrong folder', () => {
    expect(fault((tasks) => tasks, { slug: 'a04-other' })).toThrow('/slug: "a04-other"');
  });
});

describe('digests', () => {
  test('canonical: the order of keys does not count, the order of a list does', () => {
    expect(canonicalJson({ b: [1, { d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[1,{"c":2,"d":1}]}');
    expect(keyedDigest('s', ['a', 1])).not.toBe(keyedDigest('s', [1, 'a']));
    // A list cannot be made to look like another by moving a separator.
    expect(keyedDigest('s', ['a,b', 'c'])).not.toBe(keyedDigest('s', ['a', 'b,c']));
    expect(keyedDigest('s', ['a'])).not.toBe(keyedDigest('t', ['a']));
  });

  test('a tree counts names and contents, and absent paths count as absent', () => {
    const [one, two] = [newFolder(), newFolder()];
    for (const root of [one, two]) writeTree(root, { 'a/x.ts': 'x', 'a/b/y.ts': 'y' });
    const digest = (root: string) => treeDigest(root, [join(root, 'a'), join(root, 'none')]);
    expect(digest(one)).toBe(digest(two));
    writeTree(two, { 'a/b/y.ts': 'z' });
    expect(digest(one)).not.toBe(digest(two));
    writeTree(two, { 'a/b/y.ts': 'y', 'a/z.ts': '' });
    expect(digest(one)).not.toBe(digest(two));
  });

  test('each part of what grades an assignment has its own', () => {
    const kit = smallKit();
    const before = assignmentDigests(kit, SLUG);
    writeFileSync(manifestPath(kit, SLUG), JSON.stringify({ ...MANIFEST, title: 'Other' }));
    writeTree(kit.root, { [`solutions/${SLUG}/mistakes/m-axis.ts`]: '// mistake' });
    const after = assignmentDigests(kit, SLUG);
    const changed = Object.keys(before).filter(
      (part) => new Map(Object.entries(before)).get(part) !== new Map(Object.entries(after)).get(part),
    );
    expect(changed).toEqual(['suite', 'manifest']);
  });
});
