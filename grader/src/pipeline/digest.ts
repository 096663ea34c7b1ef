import { createHash, createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** SHA-256 of bytes, or of text as UTF-8, in lower-case hex. */
export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

/** JSON without spaces, the keys of every object sorted: equal values give equal text. */
export function canonicalJson(value: object): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** SHA-256 of a value in canonical JSON: the order of keys does not count. */
export const canonicalDigest = (value: object): string => sha256(canonicalJson(value));

/** HMAC-SHA256 of a list in canonical JSON; the same list names the same seed. */
export const keyedDigest = (secret: string, parts: readonly (string | number)[]): string =>
  createHmac('sha256', secret).update(canonicalJson(parts)).digest('hex');

/** Digest of files by their names relative to `root`; a folder counts with everything in it, an absent path as absent. */
export function treeDigest(root: string, paths: readonly string[]): string {
  const files = paths.flatMap(filesIn).sort();
  return canonicalDigest(
    files.map((file) => [relative(root, file).split(sep).join('/'), sha256(readFileSync(file))]),
  );
}

function filesIn(path: string): string[] {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') return [path];
    if (code === 'ENOENT') return [];
    throw error;
  }
}
