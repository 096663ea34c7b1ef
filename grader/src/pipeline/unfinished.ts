import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAbandoned, OWNER } from '../sandbox/owner.ts';

/** A name beside a file for what is to become that file, once it is whole. */
export const unfinishedName = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${OWNER}-${randomBytes(6).toString('hex')}.tmp`);

/** Removes what processes that were killed left unfinished, anywhere in a folder; one that is not there is clean. */
export async function sweepUnfinished(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.name.endsWith('.tmp') && isAbandoned(entry.name))
      await rm(join(entry.parentPath, entry.name), { force: true });
  }
}
