import { join } from 'node:path';
import { trustedSource } from '../authoring/trusted-source.ts';
import type { Transpiler } from '../sandbox/index.ts';
import type { CompiledSuite, Visibility } from './protocol.ts';

const FILES: readonly { visibility: Visibility; path: (slug: string) => string }[] = [
  { visibility: 'visible', path: (slug) => join('assignments', slug, 'visible.test.ts') },
  { visibility: 'hidden', path: (slug) => join('grader', 'suites', slug, 'hidden.test.ts') },
];

/** The suites of an assignment as CommonJS: those that are there, since a student's kit has no hidden one. */
export async function compiledSuites(
  root: string,
  slug: string,
  transpiler: Transpiler,
): Promise<CompiledSuite[]> {
  const suites: CompiledSuite[] = [];
  for (const { visibility, path } of FILES) {
    const file = path(slug);
    const code = await trustedSource(root, file, transpiler.suite);
    if (code !== undefined) suites.push({ visibility, file, code });
  }
  if (suites.length === 0) throw new Error(`'${slug}' has no suite under ${root}`);
  return suites;
}
