import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { takeFromZip } from '../../src/pipeline/zip-submission.ts';
import { newFolder, SLUG } from './small-class.ts';

const FILE = `${SLUG}/softmax.ts`;
const CODE = strToU8('export const x = 1;');

const take = (bytes: Uint8Array) => {
  const path = join(newFolder(), 'amara.zip');
  writeFileSync(path, bytes);
  return takeFromZip(path, (folder) => (folder.split('@')[0] === SLUG ? 'softmax.ts' : undefined));
};

/** The one submission of an archive that is not refused as a whole. */
const takeOne = async (entries: Zippable, change: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes) => {
  const archive = await take(change(zipSync(entries)));
  if ('refusal' in archive) throw new Error(`refused as a whole: ${archive.refusal.reason}`);
  return archive.get(SLUG);
};

const wholeRefusal = async (bytes: Uint8Array): Promise<string> => {
  const archive = await take(bytes);
  return 'refusal' in archive ? archive.refusal.reason : 'accepted';
};

/** The same bytes with every occurrence of a text replaced by one of the same length. */
const patched =
  (from: string, to: string) =>
  (bytes: Uint8Array): Uint8Array =>
    Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1');

test('the wanted file is taken, everything else is named and left alone', async () => {
  const entries = { [FILE]: CODE, [`${SLUG}/package.json`]: CODE, [`${SLUG}/node_modules/x/index.js`]: CODE };
  const found = await takeOne(entries);
  expect(found).toMatchObject({
    content: Buffer.from(CODE),
    ignored: ['node_modules/x/index.js', 'package.json'],
  });
});

test('attempts and foreign folders come apart', async () => {
  const archive = await take(
    zipSync({ [FILE]: CODE, [`${SLUG}@2/softmax.ts`]: CODE, '__MACOSX/x': CODE, 'top.txt': CODE }),
  );
  expect(archive instanceof Map ? [...archive.keys()] : archive).toEqual([
    SLUG,
    `${SLUG}@2`,
    '__MACOSX',
    'top.txt',
  ]);
});

describe('what makes the whole archive untrustworthy', () => {
  test.each([
    ['a name that climbs', '../../etc/pwned.ts', 'invalid relative path'],
    ['a name that climbs from inside', `${SLUG}/../../x.ts`, 'invalid relative path'],
    ['an absolute name', '/etc/passwd', 'absolute path'],
    ['a name with a drive', 'C:/x.ts', 'absolute path'],
    ['a name with backslashes', `${SLUG}\\..\\x.ts`, 'invalid characters in fileName'],
  ])('%s', async (_, name, reason) => {
    expect(await wholeRefusal(zipSync({ [FILE]: CODE, [name]: CODE }))).toContain(reason);
  });

  test('more entries than anyone hands in', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 5_001 }, (_, i) => [`${SLUG}/${i}`, new Uint8Array()]),
    );
    expect(await wholeRefusal(zipSync(many))).toContain('5001 entries');
  });

  test.each([
    ['no archive', strToU8('this is not a zip')],
    ['an empty file', new Uint8Array()],
    ['half an archive', zipSync({ [FILE]: CODE }).slice(0, 60)],
  ])('%s', async (_, bytes) => {
    expect(await wholeRefusal(bytes)).toContain('the archive cannot be read');
  });
});

describe('what makes one submission unusable', () => {
  const refusalOf = (found: Awaited<ReturnType<typeof takeOne>>) =>
    found !== undefined && 'refusal' in found ? found.refusal.reason : 'taken';

  test('the file twice', async () => {
    const entries = { [FILE]: CODE, [`${SLUG}/softmax.xs`]: CODE };
    expect(refusalOf(await takeOne(entries, patched('softmax.xs', 'softmax.ts')))).toContain('twice');
  });

  test('a symbolic link in its place, or in place of its folder', async () => {
    const link = { os: 3, attrs: (0o120777 << 16) >>> 0 };
    expect(refusalOf(await takeOne({ [FILE]: [strToU8('/etc/passwd'), link] }))).toBe(`${FILE} is a link`);
    expect(refusalOf(await takeOne({ [SLUG]: [strToU8('/etc'), link], [FILE]: CODE }))).toBe(
      `${SLUG} is a link`,
    );
  });

  test('a bomb that says how large it is', async () => {
    expect(refusalOf(await takeOne({ [FILE]: new Uint8Array(50_000_000) }))).toContain('larger than 256 KB');
  });

  test('a bomb that lies about its size', async () => {
    const bomb = zipSync({ [FILE]: new Uint8Array(5_000_000) });
    const view = new DataView(bomb.buffer);
    // The central directory's entry: signature PK\1\2, uncompressed size at offset 24.
    const at = Buffer.from(bomb).indexOf('PK\x01\x02', 0, 'latin1');
    view.setUint32(at + 24, 10, true);
    expect(await wholeRefusal(bomb)).toContain('too many bytes in the stream');
  });

  test('an encrypted entry', async () => {
    const bytes = zipSync({ [FILE]: CODE });
    const at = Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1');
    new DataView(bytes.buffer).setUint16(at + 8, 1, true);
    expect(refusalOf(await takeOne({}, () => bytes))).toBe(`${FILE} is encrypted`);
  });

  test('a missing file, with what was probably meant', async () => {
    const found = await takeOne({ [`${SLUG}/Softmax.ts`]: CODE });
    expect(found).toMatchObject({ refusal: { hint: 'did you mean Softmax.ts? Rename it to softmax.ts' } });
    const deep = await takeOne({ [`${SLUG}/src/softmax.ts`]: CODE });
    expect(deep).toMatchObject({ refusal: { hint: expect.stringContaining('move src/softmax.ts up') } });
    const empty = await takeOne({ [`${SLUG}/`]: new Uint8Array() });
    expect(empty).toMatchObject({ refusal: { reason: 'nothing was handed in: softmax.ts is missing' } });
  });
});
