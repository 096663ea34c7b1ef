import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { takeLock } from '../../src/pipeline/lock.ts';
import { newFolder } from './small-class.ts';

const newPath = () => join(newFolder(), 'out', '.lock');
const heldBy = (holder: object): string => {
  const path = join(newFolder(), '.lock');
  writeFileSync(path, JSON.stringify({ host: hostname(), startedAt: '2026-03-01T00:00:00Z', ...holder }));
  return path;
};
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

test('a lock is taken, names its holder, and is given back without a trace', () => {
  const path = newPath();
  const release = takeLock(path);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() });
  expect(() => takeLock(path)).toThrow(`process ${process.pid} is grading into this folder since`);
  release();
  expect(readdirSync(join(path, '..'))).toEqual([]);
  takeLock(path)();
});

test('giving back twice does not take the next holder its lock away', () => {
  const path = newPath();
  const first = takeLock(path);
  first();
  const second = takeLock(path);
  first();
  expect(existsSync(path)).toBe(true);
  second();
});

describe('holders', () => {
  test('dead on this machine: followed at once', () => {
    const path = heldBy({ pid: deadPid() });
    const release = takeLock(path);
    expect(JSON.parse(readFileSync(path, 'utf8')).pid).toBe(process.pid);
    release();
  });

  test('its number was given to another process since: dead', () => {
    takeLock(heldBy({ pid: process.ppid, processStart: '1' }))();
  });

  test('this very number, from an earlier life of the machine: dead', () => {
    takeLock(heldBy({ pid: process.pid }))();
  });

  test('alive: refused, with number and time', () => {
    expect(() => takeLock(heldBy({ pid: process.ppid }))).toThrow(
      `process ${process.ppid} is grading into this folder since 2026-03-01T00:00:00Z`,
    );
  });

  test('on another machine: refused, whatever its number', () => {
    expect(() => takeLock(heldBy({ pid: deadPid(), host: 'elsewhere' }))).toThrow(
      /on elsewhere .*\n.*delete/,
    );
  });

  test('unreadable: refused, with what to do', () => {
    const path = newPath();
    takeLock(path)();
    writeFileSync(path, 'not json');
    expect(() => takeLock(path)).toThrow(`delete ${path}`);
  });
});
