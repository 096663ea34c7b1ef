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

/** A failed write below the output folder as the instructor's to mend; undefined for any other error. */
export function unwritable(error: unknown, out: string): InputError | undefined {
  if (!types.isNativeError(error)) return undefined;
  const { code = '', path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  const seen = REASONS[code];
  const place = [dest, path].find((one) => one !== undefined && isInside(resolve(one), resolve(out)));
  if (seen === undefined || place === undefined) return undefined;
  return new InputError({
    who: place,
    seen,
    expected: 'a place that can be written',
    hint: 'mend that and run again: everything already graded is kept',
  });
}

const isInside = (path: string, folder: string): boolean => path === folder || path.startsWith(folder + sep);
