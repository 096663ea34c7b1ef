import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A student's kit in memory: contents by path, with forward slashes, in the order of the paths. */
export type Bundle = ReadonlyMap<string, Uint8Array>;

/** The bundle of these files; the same files give the same bundle, whatever order they came in. */
export function bundleOf(files: Iterable<readonly [path: string, content: string | Uint8Array]>): Bundle {
  const encoded = [...files].map(([path, content]) => [path, Buffer.from(content)] as const);
  return new Map(encoded.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Writes a bundle into a new folder. The command can be run by its own name. */
export async function writeBundle(folder: string, bundle: Bundle): Promise<void> {
  for (const [path, content] of bundle) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content, { flag: 'wx' });
    // The mode is set apart from the writing, where the user's mask would change it.
    await chmod(file, path === COMMAND ? 0o755 : 0o644);
  }
}

/** The built checker, by the path that `bin` names. */
export const COMMAND = 'dist/gradus.js';
