import { resolve, sep } from 'node:path';
import { types } from 'node:util';
import { InputError } from '../schema/input-error.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this may not be written',
  EPERM: 'this may not be written',
  EROFS: 'this lies on a disk that cannot be written',
  ENOTDIR: 'a file stands where a folder belongs',
  EEXIST: 'a file stands where a folder belongs',
  EISDIR: 'a folder stands where a file belongs',
  ENOTEMPTY: 'a folder stands where a file belongs',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
};

/** Whether this machine cannot write somewhere: no submission's doing, and the same for every one of them. */
export const cannotWrite = (error: unknown): boolean => reasonOf(error) !== undefined;

/** A failed write below one of the folders as the instructor's to mend; undefined for any other error. */
export function unwritable(error: unknown, folders: readonly string[]): InputError | undefined {
  const seen = reasonOf(error);
  if (seen === undefined) return undefined;
  const { path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  const place = [dest, path].find(
    (one) => one !== undefined && folders.some((folder) => isInside(resolve(one), resolve(folder))),
  );
  if (place === undefined) return undefined;
  return new InputError({
    who: place,
    seen,
    expected: 'a place that can be written',
    hint: 'mend that and run again: everything already graded is kept',
  });
}

const reasonOf = (error: unknown): string | undefined =>
  types.isNativeError(error) ? REASONS[(error as NodeJS.ErrnoException).code ?? ''] : undefined;

const isInside = (path: string, folder: string): boolean => path === folder || path.startsWith(folder + sep);
