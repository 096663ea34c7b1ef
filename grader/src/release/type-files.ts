import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Kit } from '../kit.ts';
import { InputError } from '../schema/input-error.ts';

/** The declarations of '#torch', '#plots' and '#grader/authoring', as `tsconfig.types.json` has them emitted. */
export const TORCH_TYPES = 'dist/types/shared/src/index.d.ts';
export const PLOTS_TYPES = 'dist/types/shared/src/plots.d.ts';
export const AUTHORING_TYPES = 'dist/types/grader/src/authoring/index.d.ts';

/** `from './x.ts'`, `import './x.ts'`, `import('./x.ts')` and `declare module './x.ts'` in a declaration file. */
const RELATIVE = /(?:from|import|import\(|declare module)\s*['"](\.{1,2}\/[^'"]+)['"]/g;

/** The entries and every declaration that they reach; what else was emitted concerns no student. */
export function typeFiles(kit: Kit): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    const file = join(kit.root, path);
    if (!existsSync(file)) throw notBuilt(path);
    const text = readFileSync(file, 'utf8');
    found.set(path, text);
    for (const [, target = ''] of text.matchAll(RELATIVE)) {
      visit(posix.join(posix.dirname(path), target.replace(/\.ts$|\.js$/, '.d.ts')));
    }
  };
  for (const entry of [TORCH_TYPES, PLOTS_TYPES, AUTHORING_TYPES]) visit(entry);
  return found;
}

export const notBuilt = (path: string): InputError =>
  new InputError({
    who: 'gradus release',
    seen: `${path} is missing`,
    expected: 'a built kit',
    hint: 'npm run build',
  });
