import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FILE_CAP, type Found, ignoredNames, type Refusal, tooLarge } from './found-file.ts';
import { missingFile } from './missing-file.ts';

/** Takes the one file of a submission that was handed in as a folder: a regular file, not through a link. */
export async function takeFromFolder(dir: string, file: string): Promise<Found> {
  const modified = (await lstat(dir)).mtime;
  try {
    return await take(dir, file, modified);
  } catch (error) {
    // A folder without permission must not keep the rest of the class from being graded.
    const reason = `the folder cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`;
    return { refusal: { reason }, modified, ignored: [] };
  }
}

async function take(dir: string, file: string, folderModified: Date): Promise<Found> {
  const names = await namesIn(dir);
  const ignored = ignoredNames(names.filter((name) => name !== file));
  if (!names.includes(file)) return { refusal: missingFile(file, names), modified: folderModified, ignored };
  const path = join(dir, file);
  const status = await lstat(path);
  const modified = status.mtime;
  const refusal = whyNot(file, status);
  if (refusal !== undefined) return { refusal, modified, ignored };
  const content = await readCapped(path);
  return content === undefined
    ? { refusal: tooLarge(file), modified, ignored }
    : { content, modified, ignored };
}

/** Names in the folder and, for a hint about a file that lies too deep, one level below. */
async function namesIn(dir: string): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    names.push(entry.name);
    if (!entry.isDirectory() || entry.name === 'node_modules') continue;
    for (const below of await readdir(join(dir, entry.name))) names.push(`${entry.name}/${below}`);
  }
  return names.sort();
}

function whyNot(file: string, status: Awaited<ReturnType<typeof lstat>>): Refusal | undefined {
  if (status.isSymbolicLink()) return { reason: `${file} is a link`, hint: 'hand in the file itself' };
  if (!status.isFile()) return { reason: `${file} is not a regular file`, hint: 'hand in the file itself' };
  return status.size > FILE_CAP ? tooLarge(file) : undefined;
}

/** The content, or undefined when there is more than the cap; never waits for a pipe, never follows a link. */
async function readCapped(path: string): Promise<Uint8Array | undefined> {
  // Windows has neither flag; there the look before it has to do.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(path, flags);
  try {
    const buffer = Buffer.alloc(FILE_CAP + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) return buffer.subarray(0, length);
      length += bytesRead;
    }
    return undefined;
  } finally {
    await handle.close();
  }
}
