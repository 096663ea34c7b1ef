import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Type } from '@sinclair/typebox';
import { suiteDir } from '../../src/kit.ts';
import { openCache } from '../../src/pipeline/cache.ts';
import { closed } from '../../src/schema/fields.ts';
import {
  COURSE,
  classroom,
  contents,
  fakeTools,
  newFolder,
  SLUG,
  smallClass,
  writeTree,
} from './small-class.ts';

const schema = closed({ points: Type.Number() });
const KEY = 'a'.repeat(64);
const OTHER_KEY = `aa${'b'.repeat(62)}`;

/** Every entry of a cache by its key, with the path of its file. */
const entriesIn = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, join(entry.parentPath, entry.name)]),
  );

describe('an entry', () => {
  const opened = async () => {
    const folder = newFolder();
    const cache = openCache(folder, 'secret');
    await cache.write(KEY, { points: 1 });
    return { folder, cache, path: entriesIn(folder).get(KEY) ?? '' };
  };

  test('is read by whoever has the secret', async () => {
    const { folder, cache } = await opened();
    expect(cache.read(KEY, schema)).toEqual({ points: 1 });
    expect(openCache(folder, 'secret').read(KEY, schema)).toEqual({ points: 1 });
    expect(openCache(folder, 'another').read(KEY, schema)).toBeUndefined();
    expect(cache.read(OTHER_KEY, schema)).toBeUndefined();
  });

  test.each<[string, (text: string) => string]>([
    ['empty', () => ''],
    ['cut off in its seal', (text) => text.slice(0, 20)],
    ['cut off in its value', (text) => text.slice(0, -2)],
    ['longer than it was', (text) => `${text} `],
    ['edited', (text) => text.replace('1}', '2}')],
    ['without its seal', (text) => text.slice(text.indexOf('\n') + 1)],
    ['full of zeros, as after a crash of the system', (text) => '\0'.repeat(text.length)],
  ])('that is %s is none, and can be made anew', async (_, damage) => {
    const { cache, path } = await opened();
    const whole = readFileSync(path, 'utf8');
    expect(damage(whole)).not.toBe(whole);
    writeFileSync(path, damage(whole));
    expect(cache.read(KEY, schema)).toBeUndefined();
    await cache.write(KEY, { points: 1 });
    expect(cache.read(KEY, schema)).toEqual({ points: 1 });
  });

  test('under the key of another is none', async () => {
    const { cache, path } = await opened();
    writeFileSync(join(path, '..', OTHER_KEY), readFileSync(path));
    expect(cache.read(OTHER_KEY, schema)).toBeUndefined();
  });

  test('whose value has the shape of another release is none', async () => {
    const { cache } = await opened();
    expect(cache.read(KEY, closed({ score: Type.Number() }))).toBeUndefined();
  });

  test('that is a folder is none to read, and an error to write', async () => {
    const { cache, path } = await opened();
    rmSync(path);
    mkdirSync(join(path, 'in the way'), { recursive: true });
    expect(cache.read(KEY, schema)).toBeUndefined();
    await expect(cache.write(KEY, { points: 1 })).rejects.toThrow(path);
  });
});

describe('a class', () => {
  const back = async (change: (room: ReturnType<typeof classroom>, version: string) => void) => {
    const room = classroom();
    change(room, 'right');
    await room.grade();
    const first = contents(room.out);
    change(room, 'wrong in stability');
    await room.grade();
    expect(contents(room.out)).not.toEqual(first);
    change(room, 'right');
    room.tools.ran.length = 0;
    await room.grade();
    expect(room.tools.ran).toEqual([]);
    for (const [path, text] of Object.entries(first))
      expect([path, contents(room.out)[path]]).toEqual([path, text]);
  };

  test('that goes back to another version of a submission runs nothing', () =>
    back((room, version) => room.submit('amara', version)));

  test('that goes back to another version of a suite runs nothing, and asks for no cases', async () => {
    let tools = fakeTools();
    await back((room, version) => {
      writeFileSync(join(suiteDir(room.kit, SLUG), 'hidden.test.ts'), `// ${version}`);
      tools = room.tools;
    });
    expect(tools.asked.cases).toBe(2);
  });

  test('that goes back to another seed runs nothing', () =>
    back((room, version) => {
      const course = JSON.stringify({ ...COURSE, seed: version.length });
      writeFileSync(join(room.dir, 'course.json'), course);
    }));

  test('that goes back to less isolation runs nothing', async () => {
    const room = classroom();
    const [strong, weak] = [fakeTools(), fakeTools({ level: 1, layers: [], missing: ['bwrap'] })];
    for (const tools of [strong, weak, strong, weak]) await room.grade({ tools });
    expect(strong.ran).toHaveLength(2);
    expect(weak.ran).toHaveLength(2);
  });

  test('shares what it knows with another output folder, and no more than that', async () => {
    const cache = join(newFolder(), 'shared');
    const room = classroom();
    await room.grade({ cache });
    expect(existsSync(room.paths.cache)).toBe(false);
    const tools = fakeTools();
    const out = join(newFolder(), 'out');
    await room.grade({ cache, out, tools });
    expect(tools).toMatchObject({ ran: [], asked: { cases: 0, stages: 0 } });
    const relative = (folder: string) =>
      Object.entries(contents(folder)).map(([path, text]) => [path.slice(folder.length), text]);
    expect(relative(out)).toEqual(relative(room.out));
    // Another learner, the same file: other inputs were drawn.
    const dir = smallClass({ [`submissions/zoe/${SLUG}/softmax.ts`]: 'right' });
    await room.grade({ cache, out: join(newFolder(), 'out'), dir, tools });
    expect(tools.ran).toEqual(['zoe']);
  });

  test('whose cache was edited runs again what was edited', async () => {
    const room = classroom();
    await room.grade();
    const before = room.report('bjorn').score;
    for (const path of entriesIn(join(room.paths.cache, 'facts')).values())
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"fail"', '"pass"'));
    room.tools.ran.length = 0;
    await room.grade();
    expect(room.tools.ran).toEqual(['bjorn']);
    expect(room.report('bjorn').score).toBe(before);
  });

  test('whose list of cases was edited asks for it again', async () => {
    const room = classroom();
    await room.grade();
    for (const path of entriesIn(join(room.paths.cache, 'cases')).values())
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"hidden"', '"visible"'));
    await room.grade();
    expect(room.tools.asked.cases).toBe(2);
    expect(room.report('amara').cases.filter(({ visibility }) => visibility === 'hidden')).toHaveLength(5);
  });

  test('keeps no fault of the grader', async () => {
    const room = classroom({ [`submissions/amara/${SLUG}/softmax.ts`]: 'right, loses a case' });
    await room.grade();
    expect(entriesIn(join(room.paths.cache, 'facts')).size).toBe(1);
    room.tools.ran.length = 0;
    await room.grade();
    expect(room.tools.ran).toContain('amara');
    expect(room.tools.ran).not.toContain('bjorn');
  });

  test('tells a refused submission from one that reads like the refusal', async () => {
    const room = classroom();
    const file = join(room.dir, 'submissions/amara', SLUG, 'softmax.ts');
    rmSync(file);
    await room.grade();
    const [row] = room.report('amara').cases;
    expect(row?.failure).toMatchObject({ kind: 'not-run', what: expect.stringContaining('is missing') });
    writeTree(room.dir, { [`submissions/amara/${SLUG}/softmax.ts`]: row?.failure?.what ?? '' });
    await room.grade();
    expect(room.report('amara').score).toBe(100);
  });

  test('refuses a cache that is a file, or lies among the submissions', async () => {
    const room = classroom({ 'a-file': '' });
    await expect(room.grade({ cache: join(room.dir, 'a-file') })).rejects.toThrow('a-file: this is a file');
    await expect(room.grade({ cache: join(room.dir, 'submissions/cache') })).rejects.toThrow(
      'give a --cache of its own',
    );
  });
});
