import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';

/** A submission that means harm, or is broken, with what it may honestly earn. */
export interface Animal {
  /** `forge/all-nan`. */
  readonly name: string;
  readonly most: number;
  /** Puts it where submissions are read, for the learner of that id. */
  handIn(submissions: string, learner: string): void;
}

/** What an animal may know of its surroundings, at best: it stands in its source as `__ROOT__` and so on. */
export type Surroundings = Readonly<
  Record<'ROOT' | 'CANARY_FILE' | 'CANARY_FOLDER' | 'PORT' | 'UDP_PORT' | 'SOCKET', string>
>;

const ZOO = join(__dirname, '../zoo');
const HEAD = /^\/\/ At most (\d+) points?\. \S/;
const SLUG = 'a03-softmax';
const FILE = 'softmax.ts';

/** The animals of the folder `zoo`, by name. */
export function animals(surroundings: Surroundings): Animal[] {
  const files = readdirSync(ZOO, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const fromFiles = files.sort().map((file): Animal => {
    const source = readFileSync(join(ZOO, file), 'utf8');
    const most = HEAD.exec(source)?.[1];
    if (most === undefined)
      throw new Error(`zoo/${file}: the first line must be '// At most N points. What it does.'`);
    const text = source.replace(
      /__([A-Z_]+)__/g,
      (mark, name) => surroundings[name as keyof Surroundings] ?? mark,
    );
    return {
      name: file.replace(/\.ts$/, '').replaceAll('\\', '/'),
      most: Number(most),
      handIn: (submissions, learner) => put(join(submissions, learner, SLUG, FILE), text),
    };
  });
  return [...fromFiles, ...archives(surroundings), ...folders(surroundings)];
}

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const HARMLESS = strToU8('export const softmaxNaive = () => 0;\n');

/** Archives that are a danger to whoever unpacks them. */
function archives({ CANARY_FOLDER }: Surroundings): Animal[] {
  const zip = (name: string, entries: Zippable, change = (bytes: Buffer): Uint8Array => bytes): Animal => ({
    name: `archive/${name}`,
    most: 0,
    handIn: (submissions, learner) =>
      put(join(submissions, `${learner}.zip`), change(Buffer.from(zipSync(entries)))),
  });
  const wanted = `${SLUG}/${FILE}`;
  return [
    zip('climbing-names', { [`../../..${CANARY_FOLDER}/from-a-zip`]: HARMLESS, [wanted]: HARMLESS }),
    zip('absolute-names', { [`${CANARY_FOLDER}/from-a-zip`]: HARMLESS, [wanted]: HARMLESS }),
    zip('bomb', { [wanted]: new Uint8Array(200_000_000) }),
    zip('bomb-beside-the-file', { [wanted]: HARMLESS, [`${SLUG}/data.bin`]: new Uint8Array(200_000_000) }),
    zip('says-it-is-small', { [wanted]: new Uint8Array(50_000_000) }, (bytes) => {
      // The sizes in both headers: 50 000 000 becomes 5.
      for (
        let at = bytes.indexOf('\x80\xf0\xfa\x02', 0, 'latin1');
        at >= 0;
        at = bytes.indexOf('\x80\xf0\xfa\x02', at + 1, 'latin1')
      )
        bytes.writeUInt32LE(5, at);
      return bytes;
    }),
    zip('link', { [wanted]: [strToU8('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }] }),
    zip('cut-off', { [wanted]: HARMLESS }, (bytes) => bytes.subarray(0, bytes.length - 10)),
    zip(
      'many-entries',
      Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`${SLUG}/${i}.ts`, HARMLESS])),
    ),
    zip('brings-its-own-runtime', {
      [wanted]: strToU8("export { softmaxNaive } from './helper.ts';\n"),
      [`${SLUG}/helper.ts`]: HARMLESS,
      [`${SLUG}/package.json`]: strToU8('{"type":"module","imports":{"#torch":"./helper.ts"}}'),
      [`${SLUG}/jest.config.js`]: strToU8('process.exit(0)'),
      [`${SLUG}/node_modules/jest/index.js`]: HARMLESS,
    }),
    {
      name: 'archive/no-zip-at-all',
      most: 0,
      handIn: (submissions, learner) =>
        put(join(submissions, `${learner}.zip`), 'Rar!\x1a\x07\x00 and then nothing'),
    },
  ];
}

/** Folders and files that are not what they seem. */
function folders({ CANARY_FILE }: Surroundings): Animal[] {
  const file = (name: string, content: string | Uint8Array): Animal => ({
    name: `file/${name}`,
    most: 0,
    handIn: (submissions, learner) => put(join(submissions, learner, SLUG, FILE), content),
  });
  const linked = (name: string, target: string, at: string): Animal => ({
    name: `file/${name}`,
    most: 0,
    handIn: (submissions, learner) => {
      const path = join(submissions, learner, at);
      mkdirSync(dirname(path), { recursive: true });
      symlinkSync(target, path);
    },
  });
  return [
    linked('link-to-a-secret', CANARY_FILE, `${SLUG}/${FILE}`),
    linked('link-to-a-device', '/dev/zero', `${SLUG}/${FILE}`),
    linked('link-for-a-folder', '/', SLUG),
    file(
      'random-bytes',
      Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7_919 + (i >> 3) * 104_729) & 0xff),
    ),
    file('utf-16', Buffer.from('\ufeffexport const softmaxNaive = 1;', 'utf16le')),
    file('too-large', `export const x = '${'x'.repeat(300_000)}';\n`),
    file('brackets', `export const x = ${'('.repeat(60_000)}1${')'.repeat(60_000)};\n`),
    file('one-endless-line', `export const x = ${'1+'.repeat(60_000)}1;\n`),
    file(
      'types-without-end',
      `type T<N extends unknown[]> = N['length'] extends 9999 ? N : T<[...N, 1]>;\nexport const x: T<[]> = [];\n`,
    ),
    file('empty', ''),
    {
      name: 'file/a-folder-of-that-name',
      most: 0,
      handIn: (submissions, learner) =>
        mkdirSync(join(submissions, learner, SLUG, FILE), { recursive: true }),
    },
  ];
}
