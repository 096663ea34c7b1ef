import { zipSync } from 'fflate';

/** The earliest moment that a zip can hold. It has no time zone: these are the numbers that stand in the archive. */
const NO_TIME = new Date(1980, 0, 1);

const UNIX = 3;
const REGULAR_FILE = 0o100000;

/**
 * A zip archive of these files: by name, with fixed times and modes, so that the same files give the same bytes on every
 * machine (deflated by a program of ours, not by Node's zlib, which differs between releases).
 */
export function zip(files: ReadonlyMap<string, Uint8Array>, modeOf: (name: string) => number): Uint8Array {
  const entries = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return zipSync(
    Object.fromEntries(
      entries.map(([name, content]) => {
        const attrs = ((REGULAR_FILE | modeOf(name)) << 16) >>> 0;
        return [name, [content, { mtime: NO_TIME, os: UNIX, attrs }]];
      }),
    ),
  );
}
