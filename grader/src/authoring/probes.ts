import { join } from 'node:path';
import type { Transpiler } from '../sandbox/index.ts';
import { trustedSource } from './trusted-source.ts';

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
    const code = await trustedSource(root, join(folder, 'probes.ts'), transpiler.reference);
    if (code !== undefined) return code;
  }
  return undefined;
}
