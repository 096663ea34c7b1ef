import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { COURSE, classroom, contents, fakeTools, gradeSmall, newFolder, smallClass } from './small-class.ts';

describe('isolation', () => {
  const weak = () => fakeTools({ level: 0, layers: [], missing: ['bubblewrap', 'permission model'] });

  test('below what the course asks: nothing of a student runs', async () => {
    const tools = weak();
    await expect(gradeSmall({ tools })).rejects.toThrow(
      /level 0; it lacks: bubblewrap, permission model\n {2}expected: level 1, the course's minIsolation\n.*`gradus doctor`.*--isolation 0 accepts level 0/,
    );
    expect(tools.ran).toEqual([]);
  });

  test('accepted for this run: graded, without credit', async () => {
    const room = classroom();
    const graded = await room.grade({ tools: weak(), isolation: 0 });
    expect(graded.notes).toEqual(["isolation level 0 is less than the course's 1: no result counts"]);
    expect(room.report('amara').credit).toBe(false);
    expect(room.gradebook().attempts.map(({ credit, isolation }) => [credit, isolation])).toEqual([
      [false, 0],
      [false, 0],
    ]);
  });

  test('asking for more than there is stops as well', async () => {
    await expect(gradeSmall({ isolation: 3 })).rejects.toThrow(
      /expected: level 3, as --isolation asks\n {2}hint: `gradus doctor` says how to get more; --isolation 2 accepts level 2 for this run$/,
    );
  });

  test('a course that says nothing asks for level 2', async () => {
    const { minIsolation: _, ...course } = COURSE;
    const dir = smallClass({ 'course.json': JSON.stringify(course) });
    const tools = fakeTools({ level: 1, layers: [], missing: ['bubblewrap'] });
    await expect(gradeSmall({ tools, dir })).rejects.toThrow('expected: level 2');
  });
});

describe('the secret', () => {
  test('is asked for before anything is written', async () => {
    const out = join(newFolder(), 'out');
    await expect(gradeSmall({ env: {}, out })).rejects.toThrow('no secret is given');
    expect(existsSync(out)).toBe(false);
  });

  test('the published one of an example class is used, and every report says so', async () => {
    const room = classroom({ 'published-secret.txt': 'for everyone\n' });
    const graded = await room.grade({ env: {} });
    expect(graded.notes).toEqual([expect.stringContaining('published secret')]);
    expect(room.report('amara').publishedSecret).toBe(true);
    await room.grade();
    expect(room.report('amara')).not.toHaveProperty('publishedSecret');
  });

  test('of a file comes before the environment; it never stands in a document', async () => {
    const room = classroom({ 'mine.txt': 'KEEP-THIS\n', 'published-secret.txt': 'for everyone' });
    await room.grade({ secretFile: join(room.dir, 'mine.txt') });
    const first = room.outcome('amara').seedSha256;
    await room.grade({ env: { GRADUS_SECRET: 'KEEP-THIS' } });
    expect(room.outcome('amara').seedSha256).toBe(first);
    expect(Object.values(contents(room.out)).filter((text) => text.includes('KEEP-THIS'))).toEqual([]);
  });

  test.each([
    ['none.txt', 'there is no such file'],
    ['empty.txt', 'the file is empty'],
  ])('in %s: %s', async (name, message) => {
    const dir = smallClass({ 'empty.txt': ' \n' });
    await expect(gradeSmall({ dir, secretFile: join(dir, name) })).rejects.toThrow(message);
  });
});

describe('folders that do not fit', () => {
  test('the output is a file, or there is no class', async () => {
    const dir = smallClass({ 'a-file': '' });
    await expect(gradeSmall({ dir, out: join(dir, 'a-file') })).rejects.toThrow('a-file: this is a file');
    await expect(gradeSmall({ dir: join(dir, 'none') })).rejects.toThrow('none: there is no such folder');
    await expect(gradeSmall({ dir: join(dir, 'a-file') })).rejects.toThrow('this is a file');
  });

  test.each([
    ['the class itself', '.'],
    ['above the class', '..'],
    ['the submissions', 'submissions'],
    ['inside the submissions', 'submissions/out'],
  ])('the output is %s', async (_, out) => {
    const dir = smallClass();
    await expect(gradeSmall({ dir, out: join(dir, out) })).rejects.toThrow('give an --out of its own');
  });

  test('through a link it is the same folder', async () => {
    const dir = smallClass();
    const link = join(newFolder(), 'link');
    symlinkSync(join(dir, 'submissions'), link);
    await expect(gradeSmall({ dir, out: join(link, 'out') })).rejects.toThrow('lies inside the submissions');
  });

  test('beside the submissions it is fine', async () => {
    const dir = smallClass();
    mkdirSync(join(dir, 'submissions-out'));
    await expect(gradeSmall({ dir, out: join(dir, 'submissions-out') })).resolves.toMatchObject({
      withheld: 0,
    });
  });
});
