import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transpiler } from '../sandbox/index.ts';
import type { CompiledSuite, Visibility } from './protocol.ts';

const FILES: readonly { visibility: Visibility; path: (slug: string) => string[] }[] = [
  { visibility: 'visible', path: (slug) => ['assignments', slug, 'visible.test.ts'] },
  { visibility: 'hidden', path: (slug) => ['grader', 'suites', slug, 'hidden.test.ts'] },
];

/** The suites of an assignment as CommonJS: those that are there, since a student's kit has no hidden one. */
export async function compiledSuites(
  root: string,
  slug: string,
  transpiler: Transpiler,
): Promise<CompiledSuite[]> {
  const suites: CompiledSuite[] = [];
  for (const { visibility, path } of FILES) {
    const file = join(...path(slug));
    const source = await readFile(join(root, file), 'utf8').catch(missing);
    if (source === undefined) continue;
    const result = await transpiler.suite(source, file);
    if (!result.ok) {
      const errors = result.errors.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`);
      throw new Error(`the suite does not compile\n${errors.join('\n')}`);
    }
    suites.push({ visibility, file, code: result.code });
  }
  if (suites.length === 0) throw new Error(`'${slug}' has no suite under ${root}`);
  return suites;
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
