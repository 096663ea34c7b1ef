import { lstatSync, readFileSync, type Stats } from 'node:fs';
import { writeDurably } from '../pipeline/durable-write.ts';
import { InputError } from '../schema/input-error.ts';

/**
 * Writes files durably, leaves alone those that are there with just this content, and resolves to the number written.
 * `InputError`, and nothing is written, when one would replace another file (unless `force`) or a folder.
 */
export async function writeNew(
  files: ReadonlyMap<string, string | Uint8Array>,
  force: boolean,
): Promise<number> {
  const changed = [...files].filter(([path, content]) => {
    const there = statOf(path);
    if (there === undefined) return true;
    if (there.isDirectory()) throw refusal(path, 'is a folder', 'a file, or nothing yet');
    if (there.isFile() && readFileSync(path).equals(bytesOf(content))) return false;
    if (force) return true;
    throw refusal(
      path,
      'is there already and differs',
      'nothing yet, or this very content',
      '--force replaces it',
    );
  });
  for (const [path, content] of changed) await writeDurably(path, content);
  return changed.length;
}

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : content;

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') throw error;
    throw refusal(path, 'cannot be written: one of its folders is a file', 'a folder to write into');
  }
}

const refusal = (path: string, seen: string, expected: string, hint?: string): InputError =>
  new InputError({ who: path, seen, expected, ...(hint === undefined ? {} : { hint }) });
