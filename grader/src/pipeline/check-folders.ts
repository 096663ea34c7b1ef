import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { InputError } from '../schema/input-error.ts';

/** Refuses an output folder or a cache that would mix with the input, or that is no folder. */
export function checkFolders(dir: string, out: string, cache: string): void {
  const input = existingFolder(dir, 'a class: a folder with course.json, roster.csv and submissions/');
  if (existsSync(out)) existingFolder(out, 'a folder to write to, or a new name');
  if (existsSync(cache)) existingFolder(cache, 'a folder for the cache, or a new name');
  const output = realPath(out);
  if (isInside(input, output)) {
    const seen = `the class ${dir} lies inside the output folder`;
    throw new InputError({ who: out, seen, hint: 'give an --out of its own, beside the class' });
  }
  for (const [flag, what, folder] of [
    ['an --out', 'output folder', out],
    ['a --cache', 'cache', cache],
  ] as const) {
    if (!isInside(realPath(folder), join(input, 'submissions'))) continue;
    const seen = `the ${what} lies inside the submissions`;
    throw new InputError({ who: folder, seen, hint: `give ${flag} of its own, beside the class` });
  }
}

function existingFolder(path: string, expected: string): string {
  if (!existsSync(path)) throw new InputError({ who: path, seen: 'there is no such folder', expected });
  if (!statSync(path).isDirectory()) throw new InputError({ who: path, seen: 'this is a file', expected });
  return realpathSync(path);
}

/** The path without links, also where its last parts do not exist yet. */
function realPath(path: string): string {
  const whole = resolve(path);
  return existsSync(whole) ? realpathSync(whole) : join(realPath(dirname(whole)), basename(whole));
}

function isInside(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(outer, way) === inner);
}
