import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../schema/input-error.ts';

/** Key of all case inputs. Whoever knows it can draw them. */
export interface Secret {
  readonly value: string;
  /** Whether it stands in the class's own folder for everyone to read. */
  readonly published: boolean;
}

/** The secret of `--secret-file`, else of GRADUS_SECRET, else the published one of an example class. */
export function readSecret(
  dir: string,
  secretFile: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  who = 'gradus grade',
): Secret {
  if (secretFile !== undefined) return { value: fromFile(secretFile), published: false };
  if (env.GRADUS_SECRET) return { value: env.GRADUS_SECRET, published: false };
  const published = join(dir, 'published-secret.txt');
  if (existsSync(published)) return { value: fromFile(published), published: true };
  throw new InputError({
    who,
    seen: 'no secret is given',
    expected: 'GRADUS_SECRET in the environment, or --secret-file FILE',
    hint: "make one with `openssl rand -hex 32`, and keep it: it decides every student's inputs",
  });
}

function fromFile(path: string): string {
  if (!existsSync(path))
    throw new InputError({ who: path, seen: 'there is no such file', expected: 'the secret' });
  const value = readFileSync(path, 'utf8').trim();
  if (value === '') throw new InputError({ who: path, seen: 'the file is empty', expected: 'the secret' });
  return value;
}
