import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TranspileResult } from '../sandbox/index.ts';

/** One of our own files as JavaScript, or nothing when it is not there. `file` is relative to the kit, for messages. */
export async function trustedSource(
  root: string,
  file: string,
  transpile: (source: string, file: string) => Promise<TranspileResult>,
): Promise<string | undefined> {
  const source = await readFile(join(root, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (source === undefined) return undefined;
  const result = await transpile(source, file);
  if (result.ok) return result.code;
  const errors = result.errors.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`);
  throw new Error(`${file} does not compile\n${errors.join('\n')}`);
}
