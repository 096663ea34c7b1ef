import { createHash, randomBytes } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { InputError } from '../schema/input-error.ts';
import { type Bundle, bundleOf, writeBundle } from './bundle.ts';

/** Lists what a release wrote, as `sha256sum` does: how the next release knows its own, and what was changed since. */
export const MARKER = '.gradus-release';

/**
 * Puts a bundle in the place of a folder: written beside it first, then renamed, so that a reader finds the old
 * release or the new one. Ask `refuseForeign` before.
 */
export async function replaceFolder(folder: string, bundle: Bundle): Promise<void> {
  const beside = (what: string) =>
    join(dirname(folder), `.${basename(folder)}.${what}-${randomBytes(4).toString('hex')}`);
  const [fresh, former] = [beside('new'), beside('old')];
  await mkdir(dirname(folder), { recursive: true });
  try {
    await writeBundle(fresh, bundleOf([...bundle, [MARKER, checksums(bundle)]]));
    const replaces = existsSync(folder);
    if (replaces) await rename(folder, former);
    await rename(fresh, folder).catch(async (error: unknown) => {
      if (replaces) await rename(former, folder);
      throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  await rm(former, { recursive: true, force: true });
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

const checksums = (bundle: Bundle): string =>
  [...bundle].map(([path, content]) => `${sha256(content)}  ${path}\n`).join('');

/** Throws `InputError` when the folder holds anything that a release did not write, or that was changed since. */
export function refuseForeign(folder: string): void {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isDirectory()) throw refusal(folder, 'is there and is not a folder');
  const present = filesUnder(folder);
  if (present.length === 0) return;
  const marker = join(folder, MARKER);
  if (!existsSync(marker)) throw refusal(folder, 'holds files that no release wrote', present[0]);
  const written = new Map(
    readFileSync(marker, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const changed = present.find(
    (path) => path !== MARKER && written.get(path) !== sha256(readFileSync(join(folder, path))),
  );
  if (changed === undefined) return;
  const verb = written.has(changed)
    ? 'was changed since the release that wrote it'
    : 'was not written by a release';
  throw refusal(folder, `${changed} ${verb}`);
}

/** Files, links and empty folders below a folder, with forward slashes. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => {
      const full = join(folder, path);
      return !lstatSync(full).isDirectory() || readdirSync(full).length === 0;
    })
    .map((path) => path.split(sep).join('/'))
    .sort();
}

function refusal(folder: string, seen: string, example?: string): InputError {
  return new InputError({
    who: `--out ${relative(process.cwd(), folder) || '.'}`,
    seen: example === undefined ? seen : `${seen}: ${example}`,
    expected: 'a new or empty folder, or one that only an earlier release has written',
    hint: 'a release replaces the whole folder: give it one of its own, and copy from there',
  });
}
