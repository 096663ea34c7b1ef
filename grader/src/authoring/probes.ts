import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transpiler } from '../sandbox/index.ts';

/**
 * The code of an assignment's probes, or nothing when it has none. They lie with the hidden suite, and in a student's
 * kit, which needs them for its visible tests, with the visible one: a probe holds nothing secret.
 */
export async function compiledProbes(
  root: string,
  slug: string,
  transpiler: Transpiler,
): Promise<string | undefined> {
  for (const folder of [join('grader', 'suites', slug), join('assignments', slug)]) {
    const file = join(folder, 'probes.ts');
    const source = await readFile(join(root, file), 'utf8').catch(missing);
    if (source === undefined) continue;
    const result = await transpiler.reference(source, file);
    if (result.ok) return result.code;
    const errors = result.errors.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`);
    throw new Error(`the probes do not compile\n${errors.join('\n')}`);
  }
  return undefined;
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
