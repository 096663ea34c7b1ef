import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

/** The class that the README's first command grades. */
export const EXAMPLE = join(root, 'grader/examples/class');

/** Grades a class with the built command, as a user does; `node` is the Node that everything runs on. */
export function grade(classDir: string, out: string, node = process.execPath) {
  const { stdout, stderr, status } = spawnSync(
    node,
    [join(root, 'dist/gradus.js'), 'grade', classDir, '--out', out],
    { encoding: 'utf8', env: { PATH: process.env.PATH, HOME: dirname(out), COLUMNS: '200' } },
  );
  return { stdout, stderr, status };
}

/** The files below a folder, by their paths. */
export const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
