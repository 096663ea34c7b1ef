import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { type Entry, fromBuffer } from 'yauzl';
import { main } from '../../src/cli.ts';
import { newFolder, SECRET } from '../pipeline/small-class.ts';

const root = resolve(__dirname, '../../..');
const room = join(root, 'grader/examples/class');

async function gradus(...argv: string[]) {
  const [stdout, stderr] = [0, 1].map(() =>
    Object.assign(new PassThrough(), { isTTY: false, columns: 80 }),
  ) as [PassThrough & { isTTY: boolean; columns: number }, PassThrough & { isTTY: boolean; columns: number }];
  const status = await main({ root, argv, stdout, stderr, env: { GRADUS_SECRET: SECRET } });
  return { status, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

/** The entries as the archive's directory has them. */
const entriesOf = (bytes: Buffer): Promise<Entry[]> =>
  new Promise((done, failed) => {
    fromBuffer(bytes, { lazyEntries: false }, (error, archive) => {
      if (error !== null) return failed(error);
      const entries: Entry[] = [];
      archive.on('entry', (entry: Entry) => entries.push(entry));
      archive.on('error', failed);
      archive.on('end', () => done(entries));
    });
  });

const folder = newFolder();
const out = join(folder, 'autograder.zip');
const ask = (...more: string[]) => gradus('gradescope', 'a03', '--class', room, '--out', out, ...more);
let archive: Buffer;

beforeAll(async () => {
  const { status, stdout, stderr } = await ask();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('note: it holds the secret, the hidden suite and the reference: for staff alone');
  archive = readFileSync(out);
});

describe('the archive', () => {
  test('is the same, byte for byte, when it is made again, whatever the time zone', async () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'Pacific/Auckland';
      const other = join(folder, 'again.zip');
      expect((await gradus('gradescope', 'softmax', '--class', room, '--out', other)).status).toBe(0);
      expect(readFileSync(other).equals(archive)).toBe(true);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('has fixed times, sorted names, and two scripts that can be run', async () => {
    const entries = await entriesOf(archive);
    const names = entries.map(({ fileName }) => fileName);
    expect(names).toEqual([...names].sort());
    for (const { fileName, lastModFileDate, lastModFileTime, externalFileAttributes } of entries) {
      // Day 1 and month 1 of year 0, which is 1980; and midnight.
      expect([fileName, lastModFileDate, lastModFileTime]).toEqual([fileName, 33, 0]);
      const isScript = ['setup.sh', 'run_autograder'].includes(fileName);
      expect([fileName, externalFileAttributes >>> 16]).toEqual([fileName, isScript ? 0o100755 : 0o100644]);
    }
  });

  test('has what grading needs, the secret, a course without dates, and is readable by its owner alone', () => {
    const files = unzipSync(archive);
    const text = (name: string) => Buffer.from(files[name] ?? []).toString('utf8');
    expect(text('secret.txt').trim()).toBe(SECRET);
    expect(JSON.parse(text('course.json'))).toEqual({
      schema: 'course/v1',
      id: 'dl-101',
      title: 'Deep Learning from Scratch',
      term: 'Spring 2026',
      seed: 20260301,
      minIsolation: 0,
      replay: true,
      assignments: [{ slug: 'a03-softmax' }],
    });
    expect(text('gradus/grader/suites/a03-softmax/hidden.test.ts')).toContain('describe(');
    expect(Object.keys(files).filter((name) => /\.\.|^\//.test(name))).toEqual([]);
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  test('has nothing that another assignment keeps from students', () => {
    const files = Object.entries(unzipSync(archive)).map(
      ([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')] as const,
    );
    const others = readdirSync(join(root, 'grader/suites')).filter((slug) => slug !== 'a03-softmax');
    expect(others.length).toBeGreaterThan(5);
    expect(files.filter(([name]) => others.some((slug) => name.includes(slug)))).toEqual([]);
    const whole = files.map(([, text]) => text).join('\n');
    const suiteOf = (slug: string) =>
      readFileSync(join(root, 'grader/suites', slug, 'hidden.test.ts'), 'utf8');
    const own = suiteOf('a03-softmax');
    const titles = others.flatMap((slug) => {
      return [...suiteOf(slug).matchAll(/test\('([^'\n]{25,})'/g)].map(([, title = '']) => title);
    });
    expect(titles.length).toBeGreaterThan(50);
    expect(titles.filter((title) => whole.includes(title) && !own.includes(title))).toEqual([]);
  });
});

describe('making it', () => {
  test('over another archive is refused, unless --force', async () => {
    writeFileSync(out, 'something else');
    const refused = await ask();
    expect([refused.status, refused.stderr]).toEqual([
      2,
      expect.stringContaining('is there already and differs'),
    ]);
    expect(readFileSync(out, 'utf8')).toBe('something else');
    expect((await ask('--force')).status).toBe(0);
    expect(readFileSync(out).equals(archive)).toBe(true);
  });

  test.each<[string, string[], string]>([
    ['an assignment that there is not', ['a99', '--class', room], 'a99'],
    ['an assignment that the class does not have', ['a01', '--class', room], 'has no a01-tensors'],
    ['a class without course.json', ['a03', '--class', newFolder()], 'course.json: there is no such file'],
    ['no class', ['a03'], "'--class <dir>' not specified"],
    [
      'a secret that is not there',
      ['a03', '--class', room, '--secret-file', 'nowhere'],
      'nowhere: there is no such file',
    ],
  ])('%s', async (_, argv, message) => {
    const { status, stderr } = await gradus('gradescope', ...argv, '--out', join(folder, 'no.zip'));
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
