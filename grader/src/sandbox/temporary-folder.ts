import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAbandoned, OWNER } from './owner.ts';

/** A fresh folder among the system's temporary ones, for this process alone. Who asks for it removes it. */
export const temporaryFolder = (purpose: string): Promise<string> =>
  mkdtemp(join(tmpdir(), `gradus-${purpose}-${OWNER}-`));

/** Removes, from a folder for temporary ones, those of processes that were killed before they could. */
export async function sweepTemporaryFolders(where: string): Promise<void> {
  for (const name of await readdir(where)) {
    if (!name.startsWith('gradus-') || !isAbandoned(name)) continue;
    const path = join(where, name);
    // Anybody may put a folder of such a name there, and change it while it is removed.
    const isOurs = await lstat(path).then(
      (status) => status.isDirectory() && (process.getuid === undefined || status.uid === process.getuid()),
      () => false,
    );
    // What cannot be removed now, for another sweep is at it, stays for the next one.
    if (isOurs) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}
