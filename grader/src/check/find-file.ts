import { readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Kit } from '../kit.ts';
import { InputError } from '../schema/input-error.ts';
import type { Manifest } from '../schema/manifest.ts';

/** A student's file, as it will be checked. */
export interface StudentFile {
  /** From the working directory, for messages: 'assignments/a03-softmax/softmax.ts'. */
  readonly shown: string;
  readonly source: string;
}

/** Grading takes no more than this either. */
const MAX_BYTES = 256 * 1024;

/**
 * Reads the file to check: the one that was named, or the student's own in `assignments/<slug>`, where a student's
 * kit has it, or the untouched one in `starter/<slug>`.
 */
export function findFile(
  kit: Kit,
  { slug, file }: Manifest,
  named: string | undefined,
  who = 'gradus check',
): StudentFile {
  const refusal = (seen: string, hint: string) => new InputError({ who, seen, hint });
  const places =
    named === undefined
      ? [join(kit.root, 'assignments', slug, file), join(kit.root, 'starter', slug, file)]
      : [resolve(named)];
  for (const place of places) {
    const stat = statSync(place, { throwIfNoEntry: false });
    const shown = relative(process.cwd(), place);
    if (stat === undefined) continue;
    if (!stat.isFile()) throw refusal(`${shown} is not a file`, `--file names the file itself: ${file}`);
    if (stat.size > MAX_BYTES) {
      throw refusal(`${shown} has ${stat.size} bytes`, `hand in at most ${MAX_BYTES}: leave data out of it`);
    }
    return { shown, source: readFileSync(place, 'utf8') };
  }
  const [looked = ''] = places.map((place) => relative(process.cwd(), place));
  throw refusal(
    `there is no file ${looked}`,
    named === undefined ? 'was it renamed or moved? `--file` checks another file' : 'is the path right?',
  );
}
