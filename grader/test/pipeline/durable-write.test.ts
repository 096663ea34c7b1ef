import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeDurably } from '../../src/pipeline/durable-write.ts';
import { sweepUnfinished, unfinishedName } from '../../src/pipeline/unfinished.ts';
import { unwritable } from '../../src/pipeline/unwritable.ts';
import { classroom, newFolder } from './small-class.ts';

test('a file is written whole, and leaves nothing beside it', async () => {
  const path = join(newFolder(), 'below', 'file.txt');
  await writeDurably(path, 'first');
  await writeDurably(path, new TextEncoder().encode('second'));
  expect(readFileSync(path, 'utf8')).toBe('second');
  expect(readdirSync(join(path, '..'))).toEqual(['file.txt']);
});

test.each(['same', ''])('a file that holds %p already is not written', async (text) => {
  const path = join(newFolder(), 'file.txt');
  await writeDurably(path, text);
  const before = statSync(path, { bigint: true });
  await writeDurably(path, Buffer.from(text));
  expect(statSync(path, { bigint: true })).toMatchObject({ ino: before.ino, mtimeNs: before.mtimeNs });
});

test('a failure is about the file that was wanted, and leaves nothing beside it', async () => {
  const path = join(newFolder(), 'file.txt');
  mkdirSync(join(path, 'in the way'), { recursive: true });
  const error: unknown = await writeDurably(path, 'text').catch((one: unknown) => one);
  expect(unwritable(error, [join(path, '..')])?.message).toContain(
    `${path}: a folder stands where a file belongs`,
  );
  expect(unwritable(error, [newFolder()])).toBeUndefined();
  expect(readdirSync(join(path, '..'))).toEqual(['file.txt']);
});

test('what a killed process left unfinished is swept, what a live one writes is not', async () => {
  const folder = join(newFolder(), 'outcomes');
  mkdirSync(folder);
  const mine = unfinishedName(join(folder, 'a.json'));
  const dead = mine.replace(`-${process.pid}-`, `-${spawnSync(process.execPath, ['-e', '']).pid}-`);
  for (const path of [mine, dead, join(folder, 'a.json'), join(folder, 'b.tmp')]) writeFileSync(path, '');
  sweepUnfinished(join(folder, '..'));
  expect(
    readdirSync(folder)
      .map((name) => join(folder, name))
      .sort(),
  ).toEqual([mine, join(folder, 'a.json'), join(folder, 'b.tmp')].sort());
  sweepUnfinished(join(folder, 'none'));
});

test('grading sweeps its output folder and its cache when the run before it was killed', async () => {
  const room = classroom();
  const cache = newFolder();
  const dead = (folder: string): string => {
    const name = unfinishedName(join(folder, 'x'));
    return name.replace(`-${process.pid}-`, `-${spawnSync(process.execPath, ['-e', '']).pid}-`);
  };
  mkdirSync(join(room.out, 'reports'), { recursive: true });
  for (const folder of [join(room.out, 'reports'), cache]) writeFileSync(dead(folder), '');
  const ended = spawnSync(process.execPath, ['-e', '']).pid;
  const holder = { pid: ended, host: hostname(), startedAt: '2026-03-01T00:00:00Z' };
  writeFileSync(room.paths.lock, JSON.stringify(holder));
  await room.grade({ cache });
  for (const folder of [room.out, cache])
    expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.tmp'))).toEqual(
      [],
    );
});
