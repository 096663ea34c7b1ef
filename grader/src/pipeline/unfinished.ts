import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAbandoned, OWNER } from '../sandbox/owner.ts';

/** A name beside a file for what is to become that file, once it is whole. */
export const unfinishedName = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${OWNER}-${randomBytes(6).toString('hex')}.tmp`);

/** Removes what processes that were killed left unfinished, anywhere in a folder; one that is not there is clean. */
export function sweepUnfinished(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.tmp') && isAbandoned(name)) rmSync(join(folder, name), { force: true });
  }
}
