import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findAssignment } from '../../src/check/find-assignment.ts';
import { findFile } from '../../src/check/find-file.ts';
import { type Kit, kitAt } from '../../src/kit.ts';
import { readManifest } from '../../src/pipeline/manifest.ts';
import { gradus, scratchFolder } from './student-kit.ts';

const scratch = scratchFolder();

/** A kit with assignments of these slugs and nothing else. */
function kitWith(name: string, slugs: readonly string[]): Kit {
  const root = join(scratch.path, name);
  mkdirSync(join(root, 'assignments'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"version":"1.2.3"}');
  for (const slug of slugs) {
    const code = slug.slice(0, 3).toUpperCase();
    mkdirSync(join(root, 'assignments', slug), { recursive: true });
    const tasks = [{ id: `${code}.1`, name: 'f', points: 100, groups: [{ id: 'predictions', points: 100 }] }];
    const manifest = { schema: 'manifest/v1', slug, code, title: `About ${slug}`, file: 'f.ts', tasks };
    writeFileSync(
      join(root, 'assignments', slug, 'manifest.json'),
      JSON.stringify({ ...manifest, forbids: { names: [], because: '' } }),
    );
  }
  return kitAt(root);
}

let course: Kit;
beforeAll(() => {
  course = kitWith('course', ['a01-tensors', 'a02-linear', 'a03-softmax', 'a12-linear']);
});
afterAll(scratch.remove);

describe('which assignment', () => {
  test.each(['a03', 'A03', 'a03-softmax', 'softmax', 'SoftMax'])('%s is a03-softmax', (name) => {
    expect(findAssignment(course, name)).toBe('a03-softmax');
  });

  test('the only one needs no name', () => {
    expect(findAssignment(kitWith('one', ['a03-softmax']), undefined)).toBe('a03-softmax');
  });

  test.each([
    ['unknown', 'a99', "there is no assignment 'a99'"],
    ['ambiguous', 'linear', "'linear' can mean more than one assignment"],
    ['left out', undefined, 'say which assignment to check'],
    ['a path', '../a03', "there is no assignment '../a03'"],
    ['a name that objects have', 'constructor', "there is no assignment 'constructor'"],
  ])('%s: says so', (_what, name, message) => {
    expect(() => findAssignment(course, name)).toThrow(message);
  });

  test('the nearest is asked for, and all are listed with their titles', () => {
    expect(() => findAssignment(course, 'sofmax')).toThrow('hint: did you mean "softmax"?');
    expect(() => findAssignment(course, 'sofmax')).toThrow('gradus check a01-tensors   About a01-tensors');
  });

  test('only the candidates of an ambiguous name are listed', () => {
    expect(() => findAssignment(course, 'linear')).toThrow(
      /one of\n {4}gradus check a02-linear .*\n {4}gradus check a12-linear .*$/,
    );
  });

  test('a file in the place of the assignment leads to --file', () => {
    expect(() => findAssignment(course, 'f.ts')).toThrow('gradus check a03 --file f.ts');
  });

  test('a kit without assignments', () => {
    expect(() => findAssignment(kitWith('empty', []), undefined)).toThrow('no assignment under');
  });
});

describe('which file', () => {
  const put = (path: string, text: string) => {
    mkdirSync(join(course.root, path, '..'), { recursive: true });
    writeFileSync(join(course.root, path), text);
  };
  const manifest = () => readManifest(course, 'a01-tensors');

  test('the named one, else the student’s, else the starter', () => {
    expect(() => findFile(course, manifest(), undefined)).toThrow('there is no file');
    put('starter/a01-tensors/f.ts', 'starter');
    expect(findFile(course, manifest(), undefined).source).toBe('starter');
    put('assignments/a01-tensors/f.ts', 'own');
    expect(findFile(course, manifest(), undefined).source).toBe('own');
    put('try.ts', 'try');
    expect(findFile(course, manifest(), join(course.root, 'try.ts')).source).toBe('try');
  });

  test.each([
    ['nothing there', 'nope.ts', 'there is no file'],
    ['a folder', 'assignments', 'is not a file'],
  ])('%s', (_what, path, message) => {
    expect(() => findFile(course, manifest(), join(course.root, path))).toThrow(message);
  });

  test('a file too large to be handed in', () => {
    put('large.ts', ' '.repeat(256 * 1024 + 1));
    expect(() => findFile(course, manifest(), join(course.root, 'large.ts'))).toThrow('262145 bytes');
  });
});

describe('usage', () => {
  test.each([
    [['check', 'a99'], "gradus check: there is no assignment 'a99'"],
    [['check', 'a03', '--fil', 'x'], 'did you mean --file?'],
    [['check', 'a03', 'a04'], 'too many arguments'],
    [['release'], "'--out <dir>' not specified"],
  ])('gradus %j ends with status 2 and one message', async (argv, message) => {
    const { status, stdout, stderr } = await gradus(argv);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
