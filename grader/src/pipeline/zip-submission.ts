import { lstat } from 'node:fs/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { FILE_CAP, type Found, ignoredNames, type Refusal, tooLarge } from './found-file.ts';
import { missingFile } from './missing-file.ts';

const ENTRY_CAP = 5_000;

/** An archive that cannot be trusted as a whole. */
export interface RefusedArchive {
  readonly refusal: Refusal;
  readonly modified: Date;
}

/** What an archive holds, by the folders at its top: `a03-softmax`, `a03-softmax@2`. */
export type Archive = ReadonlyMap<string, Found> | RefusedArchive;

/**
 * Takes from an archive the one file that each of its top folders may hold; nothing else is ever unpacked.
 *
 * @param fileOf the file wanted in a top folder, or undefined for a folder that means nothing
 */
export async function takeFromZip(
  path: string,
  fileOf: (folder: string) => string | undefined,
): Promise<Archive> {
  const status = await lstat(path);
  const modified = status.mtime;
  if (!status.isFile()) {
    return {
      refusal: { reason: 'the archive is not a regular file', hint: 'hand in the file itself' },
      modified,
    };
  }
  try {
    const zip = await openPromise(path, { lazyEntries: true, strictFileNames: true });
    if (zip.entryCount > ENTRY_CAP) {
      zip.close();
      const reason = `the archive has ${zip.entryCount} entries; at most ${ENTRY_CAP} are read`;
      return { refusal: { reason, hint: 'leave out node_modules' }, modified };
    }
    return await takeFolders(zip, fileOf, modified);
  } catch (error) {
    // yauzl refuses absolute names, names that climb and broken structures; its words say which.
    const reason = `the archive cannot be read: ${(error as Error).message}`;
    return { refusal: { reason, hint: 'make the zip anew, from the folders of the assignments' }, modified };
  }
}

interface TopFolder {
  readonly names: string[];
  taken: Uint8Array | undefined;
  refusal: Refusal | undefined;
}

async function takeFolders(
  zip: ZipFile,
  fileOf: (folder: string) => string | undefined,
  modified: Date,
): Promise<ReadonlyMap<string, Found>> {
  const folders = new Map<string, TopFolder>();
  for await (const entry of zip.eachEntry()) {
    const [top = '', ...rest] = entry.fileName.split('/');
    const inside = rest.join('/');
    const folder = folders.get(top) ?? { names: [], taken: undefined, refusal: undefined };
    folders.set(top, folder);
    if (isLink(entry) && (inside === '' || inside === fileOf(top))) {
      folder.refusal ??= { reason: `${entry.fileName} is a link`, hint: 'zip the file itself' };
    }
    if (inside === '') continue;
    if (inside === fileOf(top)) await takeEntry(zip, entry, inside, folder);
    folder.names.push(inside);
  }
  return new Map(
    [...folders].map(([top, folder]) => [top, foundIn(folder, fileOf(top) ?? '', modified)] as const),
  );
}

async function takeEntry(zip: ZipFile, entry: Entry, file: string, folder: TopFolder): Promise<void> {
  if (folder.refusal !== undefined) return;
  if (folder.names.includes(file)) {
    folder.refusal = { reason: `the archive holds ${entry.fileName} twice`, hint: 'make the zip anew' };
  } else if (entry.isEncrypted()) {
    folder.refusal = { reason: `${entry.fileName} is encrypted`, hint: 'make the zip without a password' };
  } else if (entry.uncompressedSize > FILE_CAP) {
    folder.refusal = tooLarge(file);
  } else {
    folder.taken = await readCapped(zip, entry);
    if (folder.taken === undefined) folder.refusal = tooLarge(file);
  }
}

/** The content, or undefined when the stream itself, whatever the entry declares, is longer than the cap. */
async function readCapped(zip: ZipFile, entry: Entry): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    if (!Buffer.isBuffer(chunk)) throw new Error('a stream of bytes gave something else');
    length += chunk.length;
    if (length > FILE_CAP) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function foundIn({ names, taken, refusal }: TopFolder, file: string, modified: Date): Found {
  const ignored = ignoredNames(names.filter((name) => name !== file && !name.endsWith('/')));
  if (refusal === undefined && taken !== undefined) return { content: taken, modified, ignored };
  return { refusal: refusal ?? missingFile(file, ignored), modified, ignored };
}

/** Unix mode of the entry says symbolic link. */
const isLink = (entry: Entry): boolean => ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
