import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { isRunning, startOfProcess } from '../sandbox/owner.ts';
import { withPath } from '../sandbox/with-path.ts';
import { closed, text, time } from '../schema/fields.ts';
import { InputError } from '../schema/input-error.ts';
import { parseDocument } from '../schema/validate.ts';
import { unfinishedName } from './unfinished.ts';

const holderSchema = closed({
  pid: Type.Integer({ description: 'process that holds the folder' }),
  processStart: Type.Optional(text('when that process started, in the words of its system')),
  host: text('machine it runs on'),
  startedAt: time('since when it holds the folder'),
});

type Holder = Static<typeof holderSchema>;

/** Locks that this process holds: another process may once have had the same number. */
const held = new Set<string>();

/**
 * Takes an output folder for this process alone, and returns what gives it back. A holder that died on this
 * machine is followed at once; a live one, or one of another machine, is an `InputError`.
 *
 * @param tidy puts in order what a holder that died may have left unfinished
 */
export function takeLock(path: string, tidy: () => void = () => {}): () => void {
  mkdirSync(dirname(path), { recursive: true });
  const content = JSON.stringify(thisProcess());
  let followsTheDead = false;
  while (!create(path, content)) {
    const found = read(path);
    if (found === undefined) continue;
    if (isAlive(found.holder, path)) throw inUse(path, found.holder);
    takeAway(path, found.content);
    followsTheDead = true;
  }
  held.add(path);
  if (followsTheDead) tidy();
  let isMine = true;
  return () => {
    if (!isMine) return;
    isMine = false;
    held.delete(path);
    rmSync(path, { force: true });
  };
}

/** Creates the lock with its content at one stroke, so that a kill leaves either none or a whole one. */
function create(path: string, content: string): boolean {
  const whole = unfinishedName(path);
  try {
    writeFileSync(whole, content);
    linkSync(whole, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw withPath(error, path);
  } finally {
    rmSync(whole, { force: true });
  }
}

/** The lock as it stands; undefined when it has gone meanwhile. */
function read(path: string): { content: string; holder: Holder } | undefined {
  try {
    const content = readFileSync(path, 'utf8');
    return { content, holder: parseDocument(content, holderSchema, path) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (!(error instanceof InputError)) throw error;
    const hint = `if no other grade runs on this folder, delete ${path}`;
    throw new InputError({ who: path, seen: 'this lock cannot be read', hint });
  }
}

/** Removes a dead holder's lock. Two processes may try at once, so what was moved away is looked at again. */
function takeAway(path: string, content: string): void {
  const aside = unfinishedName(path);
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== content) linkSync(aside, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function isAlive({ pid, host, processStart }: Holder, path: string): boolean {
  if (host !== hostname()) return true;
  return pid === process.pid ? held.has(path) : isRunning(pid, processStart);
}

function thisProcess(): Holder {
  const processStart = startOfProcess(process.pid);
  return {
    pid: process.pid,
    ...(processStart === undefined ? {} : { processStart }),
    host: hostname(),
    startedAt: new Date().toISOString(),
  };
}

function inUse(path: string, { pid, host, startedAt }: Holder): InputError {
  const where = host === hostname() ? '' : ` on ${host}`;
  return new InputError({
    who: dirname(path),
    seen: `process ${pid}${where} is grading into this folder since ${startedAt}`,
    hint: where === '' ? 'wait for it, or give another --out' : `if it has ended, delete ${path}`,
  });
}
