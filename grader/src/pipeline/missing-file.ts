import { posix } from 'node:path';
import { nearest } from '../schema/nearest.ts';
import type { Refusal } from './found-file.ts';

/**
 * Says which file is missing, and what was probably meant by the ones that are there.
 *
 * @param names paths inside the submission, with forward slashes
 */
export function missingFile(file: string, names: readonly string[]): Refusal {
  if (names.length === 0)
    return { reason: `nothing was handed in: ${file} is missing`, hint: `hand in ${file}` };
  const reason = `${file} is missing; there is ${names.slice(0, 5).join(', ')}`;
  const deeper = names.find((name) => name !== file && posix.basename(name) === file);
  if (deeper !== undefined)
    return { reason, hint: `move ${deeper} up: ${file} stands directly in the folder` };
  const top = names.filter((name) => !name.includes('/'));
  const sources = top.filter((name) => /\.(ts|js|mts|txt)$/i.test(name));
  const meant = nearest(file, top) ?? (sources.length === 1 ? sources[0] : undefined);
  return {
    reason,
    hint: meant === undefined ? `hand in ${file}` : `did you mean ${meant}? Rename it to ${file}`,
  };
}
