import { readFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { withPath } from '../sandbox/with-path.ts';
import { unfinishedName } from './unfinished.ts';

/**
 * Writes a file so that a reader, also one after a crash, finds the old content or the new, never a part:
 * temporary file → fsync → rename → fsync of the folder. A file that has this content already is left alone.
 */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  if (holds(path, Buffer.from(content))) return;
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = unfinishedName(path);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw withPath(error, path);
  }
  await syncFolder(folder);
}

/** A document as every stage writes it: two spaces, a final line feed. */
export const documentText = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

export async function writeDocument(path: string, document: object): Promise<void> {
  await writeDurably(path, documentText(document));
}

/** Whether the file is there with this content; one that cannot be read is to be written, which says why it cannot. */
function holds(path: string, content: Buffer): boolean {
  try {
    return content.equals(readFileSync(path));
  } catch {
    return false;
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; its renames are durable without.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
